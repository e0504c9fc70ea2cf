import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sessionSettingsFor } from '#platform'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { openPair } from '../src/platform/postgres/testing/pair.ts'

// Tries the front of the recipe on one machine, as root: nginx, two web machines with pgbouncer and a worker, each in a network
// namespace of its own, and two servers that hold the database. It walks, breaks and mends them, says what it saw, and takes all down.

const NETWORK = '10.77.0.0/24'
const BRIDGE = 'portico77'
const MACHINES = { front: '10.77.0.10', web1: '10.77.0.11', web2: '10.77.0.12', worker: '10.77.0.13' } as const
const HOME = '10.77.0.1'
const LIMIT_MS = 540_000
type Machine = keyof typeof MACHINES

const folder = await newFolder('portico-try-')
const running: ChildProcess[] = []
const supervisors = new Map<Machine, ChildProcess>()
const undo: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })]
const tooLong = setTimeout(() => finish(1, 'it took too long'), LIMIT_MS)
let isFine = true

try {
  makeNetwork()
  const pair = await openPair(folder, { isSynchronous: true, at: { address: HOME, network: NETWORK } })
  undo.push(() => pair.stop())
  await pair.primary.admin(sessionSettingsFor('portico_app'))
  const app = pair.urlOf('portico_app')
  const { password } = new URL(pair.urlOf('portico_app', [pair.primary]))
  const shared = {
    ...{
      HOST: '0.0.0.0',
      PORT: '3000',
      PUBLIC_URL: 'http://10.77.0.10',
      DATA_DIR: join(folder, 'data'),
      SEED: 'no',
      LOG_LEVEL: 'error',
    },
    ...{ OIDC_ISSUER: 'https://identity.example', OIDC_CLIENT_ID: 'portico' },
    ...{ XROAD_SECURITY_SERVER: 'http://10.77.0.1:9', XROAD_CLIENT: 'FH/GOV/portico/portico' },
    ...{ DATABASE_DIRECT_URL: app, DATABASE_REPLICA_URL: pair.urlOf('portico_app', [pair.standby]), STOP_NOTICE_SECONDS: '1' },
  }
  await portico('worker', { ...shared, DATABASE_URL: app, DATABASE_OWNER_URL: pair.urlOf('portico') }, [
    '--role',
    'worker',
    '--processes',
    '1',
  ])
  for (const web of ['web1', 'web2'] as const) {
    await pooler(web, pair.primary.port, password)
    const env = {
      ...shared,
      DATABASE_URL: `postgres://portico_app:${password}@127.0.0.1:6432/portico`,
      DATABASE_POOLING: 'transaction',
    }
    await portico(web, env, ['--role', 'web', '--processes', '1'])
  }
  await startNginx()
  told('pages through nginx, pgbouncer and either web machine', await ask('/performance', 20), { '200': 20 })
  told('figures and readiness are not told outside', await ask('/metrics', 1), { '403': 1 })

  const rolling = ask('/performance', 400, 25)
  for (const web of ['web1', 'web2'] as const) await restart(web)
  told('400 pages while both web machines are restarted', await rolling, { '200': 400 })

  pair.primary.signal('SIGKILL')
  const killedAt = performance.now()
  await pair.standby.admin('select pg_promote(true)')
  for (const web of ['web1', 'web2'] as const) await repoint(web, pair.standby.port)
  await until('pages came again', async () => (await ask('/performance', 4))['200'] === 4)
  console.log(
    `the primary killed, the standby promoted, pgbouncer pointed at it: pages again after ${Math.round(performance.now() - killedAt)} ms`,
  )

  await Promise.all((['web1', 'web2', 'worker'] as const).map(stopMachine))
  const { status, retryAfter, body } = await fetchOnce('/')
  told(
    'with nobody serving, nginx says so itself',
    { [`${status} ${retryAfter} ${/nothing is sent twice/.test(body)}`]: 1 },
    { '503 5 true': 1 },
  )
  await finish(isFine ? 0 : 1, isFine ? 'all as it should be' : 'not all as it should be')
} catch (error) {
  await finish(1, String((error as Error).stack))
}

function told(what: string, seen: Record<string, number>, wanted: Record<string, number>): void {
  const isRight = JSON.stringify(seen) === JSON.stringify(wanted)
  isFine &&= isRight
  console.log(`${isRight ? 'right' : 'WRONG'}: ${what}: ${JSON.stringify(seen)}`)
}

function ip(...words: string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'inherit'] })
}

function makeNetwork(): void {
  ip('link', 'add', BRIDGE, 'type', 'bridge')
  undo.push(() => ip('link', 'del', BRIDGE))
  ip('addr', 'add', `${HOME}/24`, 'dev', BRIDGE)
  ip('link', 'set', BRIDGE, 'up')
  for (const [machine, address] of Object.entries(MACHINES)) {
    const name = `p77-${machine}`
    ip('netns', 'add', name)
    undo.push(() => ip('netns', 'del', name))
    ip('link', 'add', `v77-${machine}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
    ip('link', 'set', `v77-${machine}`, 'master', BRIDGE, 'up')
    ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', 'eth0')
    for (const device of ['lo', 'eth0']) ip('-n', name, 'link', 'set', device, 'up')
  }
}

function runOn(machine: Machine, command: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = spawn('ip', ['netns', 'exec', `p77-${machine}`, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  running.push(child)
  return child
}

function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes(words)) resolve()
      if (text.includes('was not restarted')) reject(new Error(text))
    })
    child.once('exit', code => reject(new Error(`it ended with ${code} before it said "${words}"`)))
  })
}

async function portico(machine: Machine, env: Readonly<Record<string, string>>, words: readonly string[]): Promise<void> {
  const child = runOn(machine, [process.execPath, join(import.meta.dirname, '../bin/portico.mjs'), 'start', ...words], env)
  supervisors.set(machine, child)
  await said(child, 'is ready at')
  console.log(`${machine} is up`)
}

async function restart(machine: Machine): Promise<void> {
  const child = supervisors.get(machine)!
  const done = said(child, 'Portico was restarted.')
  child.kill('SIGHUP')
  await done
}

async function pooler(machine: Machine, port: number, password: string): Promise<void> {
  await writeFile(join(folder, 'users'), `"portico_app" "${password}"\n`)
  await pointAt(machine, port)
  runOn(machine, [
    'setpriv',
    '--reuid=65534',
    '--regid=65534',
    '--clear-groups',
    '/usr/sbin/pgbouncer',
    '-q',
    join(folder, `${machine}.ini`),
  ])
  await pause(300)
}

async function pointAt(machine: Machine, port: number): Promise<void> {
  const recipe = await readFile(join(import.meta.dirname, 'pgbouncer/pgbouncer.ini'), 'utf8')
  const here = recipe
    .replace('host=primary port=5432', `host=${HOME} port=${port}`)
    .replace('scram-sha-256', 'plain')
    .replace('/etc/pgbouncer/userlist.txt', join(folder, 'users'))
  await writeFile(join(folder, `${machine}.ini`), `${here}unix_socket_dir =\n`)
}

/** What Patroni's callback, or a proxy that asks it, does in earnest. */
async function repoint(machine: Machine, port: number): Promise<void> {
  await pointAt(machine, port)
  running.find(child => child.spawnargs.at(-1) === join(folder, `${machine}.ini`))!.kill('SIGHUP')
}

async function startNginx(): Promise<void> {
  const recipe = await readFile(join(import.meta.dirname, 'nginx/portico.conf'), 'utf8')
  const site = recipe
    .replace('web1:3000', `${MACHINES.web1}:3000`)
    .replace('web2:3000', `${MACHINES.web2}:3000`)
    .replace('/usr/share/portico', folder)
    .replace('rate=20r/s', 'rate=2000r/s')
  await copyFile(join(import.meta.dirname, 'nginx/fallback.html'), join(folder, 'fallback.html'))
  const whole = `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events {} http { access_log off; ${site} }`
  await writeFile(join(folder, 'nginx.conf'), whole)
  runOn('front', ['/usr/sbin/nginx', '-c', join(folder, 'nginx.conf')])
  await until('nginx answered', async () => (await fetchOnce('/health/live')).status === 200)
}

/** From the home of the servers, which stands on the same bridge. */
async function fetchOnce(path: string): Promise<{ status: number; retryAfter: string | null; body: string }> {
  try {
    const answer = await fetch(`http://${MACHINES.front}${path}`, { signal: AbortSignal.timeout(15_000) })
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.text() }
  } catch {
    return { status: 0, retryAfter: null, body: '' }
  }
}

async function ask(path: string, times: number, everyMs = 0): Promise<Record<string, number>> {
  const seen: Record<string, number> = {}
  for (let count = 0; count < times; count++) {
    const { status } = await fetchOnce(path)
    seen[status] = (seen[status] ?? 0) + 1
    if (everyMs > 0) await pause(everyMs)
  }
  return seen
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await holds()) return
    await pause(100)
  }
  throw new Error(`${what}: not within 15 seconds`)
}

async function stopMachine(machine: Machine): Promise<void> {
  const child = supervisors.get(machine)!
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

async function finish(code: number, words: string): Promise<never> {
  clearTimeout(tooLong)
  console.log(words)
  const left = running.filter(child => child.exitCode === null && child.signalCode === null)
  for (const child of left) child.kill('SIGTERM')
  await Promise.race([Promise.all(left.map(child => new Promise(resolve => child.once('exit', resolve)))), pause(20_000)])
  for (const child of left) child.kill('SIGKILL')
  for (const step of undo.reverse())
    await Promise.resolve()
      .then(step)
      .catch(() => {})
  process.exit(code)
}
