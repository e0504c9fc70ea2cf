import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Program, runProgram, untilSaid } from '../../dev/visitor/program.ts'
import { openSurroundings } from '../../dev/visitor/surroundings.ts'
import { askSteadily } from '../steady-requests.ts'

const TIME_LIMIT_MS = 180_000
const TOKEN = 'a-token-for-figures'
const quiet = { SEED: 'no', LOG_LEVEL: 'silent', METRICS_TOKEN: TOKEN }

const town = await openSurroundings({ registers: false })
const program = await startSeveral()
const front = new URL('/', town.site)
after(async () => {
  await program.kill('SIGTERM')
  await town.stop()
})

async function startSeveral(): Promise<Program> {
  const started = runProgram({ file: 'bin/portico.mjs', args: ['start', '--processes', '2'], env: { ...town.env, ...quiet } })
  await untilSaid(started, 'is ready at', TIME_LIMIT_MS)
  return started
}

/** The processes that serve or work, the oldest first. */
function parts(): number[] {
  const table = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(program.child.pid)], { encoding: 'utf8' })
  return table.split('\n').flatMap(line => (/portico\.mjs part/.test(line) ? [Number.parseInt(line, 10)] : []))
}

async function frontPagesServed(): Promise<number> {
  const answer = await fetch(new URL('/metrics', town.site), { headers: { authorization: `Bearer ${TOKEN}` } })
  const [, count] = /request_seconds_count\{route="\/",method="GET",status="200"\} (\d+)/.exec(await answer.text()) ?? []
  return Number(count ?? 0)
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 900; tries++) {
    if (await holds()) return
    await pause(100)
  }
  assert.fail(`${what} within 90 seconds; it said:\n${program.said()}`)
}

test('two processes serve and one works behind them; whichever is asked counts for both', {
  timeout: TIME_LIMIT_MS,
}, async () => {
  assert.equal(parts().length, 3)
  const before = await frontPagesServed()
  const steady = askSteadily(front)
  await until('40 front pages were served', () => steady.asked() > 40)
  assert.deepEqual(await steady.stop(), [])
  assert.equal(await frontPagesServed(), before + steady.asked())
})

test('one that is killed is started again, and the others serve meanwhile', { timeout: TIME_LIMIT_MS }, async () => {
  const [first] = parts()
  process.kill(first!, 'SIGKILL')
  // What it had in hand is broken off; from when its end is noticed nobody is sent to it.
  await untilSaid(program, /web 1. has ended .SIGKILL. and is being started again/)
  for (let call = 0; call < 20; call++) assert.equal((await fetch(front, { headers: { connection: 'close' } })).status, 200)
  await until('there were three again', () => parts().length === 3 && !parts().includes(first!))
})

test('restarted one by one under load, no request fails, and what was counted stands', { timeout: TIME_LIMIT_MS }, async t => {
  const before = parts()
  const counted = await frontPagesServed()
  const steady = askSteadily(front)
  process.kill(program.child.pid!, 'SIGHUP')
  await until('it was restarted', () => program.said().includes('Portico was restarted.'))
  assert.deepEqual(await steady.stop(), [])
  t.diagnostic(`${steady.asked()} requests`)
  assert.deepEqual(
    parts().filter(pid => before.includes(pid)),
    [],
  )
  assert.equal(await frontPagesServed(), counted + steady.asked())
})
