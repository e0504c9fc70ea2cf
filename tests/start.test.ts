import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { after, test } from 'node:test'
import { openConnections } from '../dev/visitor/connections.ts'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { freePort, type Program, runProgram, untilSaid } from '../dev/visitor/program.ts'
import { newVisitor } from '../dev/visitor/visitor.ts'
import { signalTo } from '../src/platform/postgres/process-table.ts'

const TIME_LIMIT_MS = 120_000
const dataDir = await newFolder('portico-start-')
const port = await freePort()
const site = new URL(`http://127.0.0.1:${port}`)
let program: Program | undefined
after(async () => {
  await program?.kill('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
})

function command(env: Readonly<Record<string, string | undefined>> = {}): Program {
  const ours = { DATA_DIR: dataDir, PORT: String(port), SEED: 'no', LOG_LEVEL: 'silent', DATABASE_URL: undefined }
  return runProgram({ file: 'bin/portico.mjs', args: ['start'], env: { ...ours, ...env } })
}

async function startsAndServes(): Promise<Program> {
  const started = command()
  await untilSaid(started, 'Portico is ready at')
  const connections = openConnections({ hostname: site.hostname, port })
  const { status, body } = await newVisitor({ connections: new Map([[site.origin, connections]]) }).visit(
    new URL('/health/ready', site),
  )
  connections.close()
  assert.equal(status, 200, body)
  return started
}

/** Every process that has this data folder or this program above it: what "kill -9 of everything" kills. */
function everythingOf(pid: number): number[] {
  const table = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).stdout
  const all = table.split('\n').map(line => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)?.slice(1) ?? [])
  const found = new Set([pid])
  for (let size = 0; size < found.size; ) {
    size = found.size
    for (const [own, parent] of all) if (found.has(Number(parent))) found.add(Number(own))
  }
  return [...found]
}

test('it ends in order when told to, and starts again after that', { timeout: TIME_LIMIT_MS }, async () => {
  program = await startsAndServes()
  assert.equal(await program.kill('SIGINT'), 0)
  assert.match(program.said(), /Portico is stopping/)
  program = await startsAndServes()
})

test('it starts again after kill -9 of the program', { timeout: TIME_LIMIT_MS }, async () => {
  await program!.kill('SIGKILL')
  program = await startsAndServes()
})

test('it starts again after kill -9 of everything', { timeout: TIME_LIMIT_MS }, async () => {
  // Some end by themselves when those before them do.
  for (const pid of everythingOf(program!.child.pid!)) signalTo(pid, 'SIGKILL')
  await program!.ended
  program = await startsAndServes()
})

test('a second one with the same data folder says who has it and leaves the first alone', {
  timeout: TIME_LIMIT_MS,
}, async () => {
  const second = command({ PORT: String(await freePort()) })
  assert.equal(await second.ended, 1)
  assert.match(second.said(), /Portico already runs with this data folder \(process \d+, by .*\): stop it first, or set DATA_DIR/)
  assert.equal(program!.child.exitCode, null, 'the first still runs')
  assert.equal(await program!.kill('SIGTERM'), 0)
  program = undefined
})

test('a taken port is one sentence that says what to do', { timeout: TIME_LIMIT_MS }, async () => {
  const taken = createServer()
  await new Promise<void>(listening => taken.listen(port, '127.0.0.1', listening))
  const refused = command()
  assert.equal(await refused.ended, 1)
  assert.match(
    refused.said(),
    new RegExp(`^Port ${port} on 127.0.0.1 is taken: stop what uses it, or choose another with PORT=\\d+`, 'm'),
  )
  assert.doesNotMatch(refused.said(), /\n +at /, 'no stack is shown for what an operator can mend')
  taken.close()
})

test('a configuration with faults names all of them at once and brings nothing up', { timeout: TIME_LIMIT_MS }, async () => {
  const refused = command({
    PORT: 'http',
    PUBLIC_URL: 'service.example',
    PORTICO_SECRET: 'short',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    LOG_LEVEL: 'loud',
  })
  assert.equal(await refused.ended, 1)
  for (const setting of ['PORT', 'PUBLIC_URL', 'PORTICO_SECRET', 'OIDC_CLIENT_ID', 'LOG_LEVEL'])
    assert.match(refused.said(), new RegExp(`^  - ${setting} `, 'm'))
  assert.match(refused.said(), /has 5 faults/)
})
