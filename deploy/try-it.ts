import type { ChildProcess } from 'node:child_process'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sessionSettingsFor } from '#platform'
import { openPair } from '../src/platform/postgres/testing/pair.ts'
import { openTrial, said, startPortico, until } from './trial.ts'

// Tries the front of the recipe on one machine, as root: nginx, two web machines with pgbouncer and a worker, each in a network
// namespace of its own, and two servers that hold the database. It walks, breaks and mends them, says what it saw, and takes all down.

const MACHINES = ['front', 'web1', 'web2', 'worker'] as const
type Machine = (typeof MACHINES)[number]

const LARGEST_PAGE_BYTES = 64 * 2 ** 20

const trial = await openTrial<Machine>({ number: 77, machines: MACHINES, limitMs: 540_000 })
const { folder, home } = trial
const front = trial.addressOf('front')
const supervisors = new Map<Machine, ChildProcess>()
const poolers = new Map<Machine, ChildProcess>()

try {
  const pair = await openPair(folder, { isSynchronous: true, at: { address: home, network: trial.network } })
  trial.atEnd(() => pair.stop())
  await pair.primary.admin(sessionSettingsFor('portico_app'))
  const app = pair.urlOf('portico_app')
  const { password } = new URL(pair.urlOf('portico_app', [pair.primary]))
  const shared = {
    ...{
      HOST: '0.0.0.0',
      PORT: '3000',
      PUBLIC_URL: `http://${front}`,
      TRUSTED_PROXIES: front,
      DATA_DIR: join(folder, 'data'),
      SEED: 'no',
      LOG_LEVEL: 'error',
    },
    ...{ OIDC_ISSUER: 'https://identity.example', OIDC_CLIENT_ID: 'portico' },
    ...{ XROAD_SECURITY_SERVER: `http://${home}:9`, XROAD_CLIENT: 'FH/GOV/portico/portico' },
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

  for (let count = 0; count < 20; count++) await fetchOnce('/sign-in/callback')
  const elsewhere = await trial.command('worker', ['curl', '--silent', '--include', `http://${front}/sign-in/callback`])
  const left = /^ratelimit: .*;r=(\d+)/im.exec(elsewhere)?.[1] ?? 'nothing told'
  told('of 300 sign-ins, what is left to an address beside one that asked for twenty', { [left]: 1 }, { '299': 1 })

  const large = await fetch(`http://${front}/journeys/${crypto.randomUUID()}/pages/one`, {
    ...{ method: 'POST', redirect: 'manual', body: new Blob([new Uint8Array(LARGEST_PAGE_BYTES)]) },
    headers: { 'content-type': 'multipart/form-data; boundary=none' },
  })
  told(
    'a page of 64 MiB is answered by the program',
    { [large.headers.has('content-security-policy') ? 'ours' : large.status]: 1 },
    { ours: 1 },
  )

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
  await trial.finish()
} catch (error) {
  await trial.finish(error)
}

function told(what: string, seen: Record<string, number>, wanted: Record<string, number>): void {
  trial.told(`${what}: ${JSON.stringify(seen)}`, JSON.stringify(seen) === JSON.stringify(wanted))
}

async function portico(machine: Machine, env: Readonly<Record<string, string>>, words: readonly string[]): Promise<void> {
  supervisors.set(machine, await startPortico(trial, machine, { env, words }))
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
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
  poolers.set(machine, trial.run(machine, [...nobody, '/usr/sbin/pgbouncer', '-q', join(folder, `${machine}.ini`)]))
  await pause(300)
}

async function pointAt(machine: Machine, port: number): Promise<void> {
  const recipe = await readFile(join(import.meta.dirname, 'pgbouncer/pgbouncer.ini'), 'utf8')
  const here = recipe
    .replace('host=primary port=5432', `host=${home} port=${port}`)
    .replace('scram-sha-256', 'plain')
    .replace('/etc/pgbouncer/userlist.txt', join(folder, 'users'))
  await writeFile(join(folder, `${machine}.ini`), `${here}unix_socket_dir =\n`)
}

/** What Patroni's callback, or a proxy that asks it, does in earnest. */
async function repoint(machine: Machine, port: number): Promise<void> {
  await pointAt(machine, port)
  poolers.get(machine)!.kill('SIGHUP')
}

async function startNginx(): Promise<void> {
  const recipe = await readFile(join(import.meta.dirname, 'nginx/portico.conf'), 'utf8')
  const site = recipe.replace('/usr/share/portico', folder).replace('rate=200r/s', 'rate=2000r/s')
  await copyFile(join(import.meta.dirname, 'nginx/fallback.html'), join(folder, 'fallback.html'))
  const whole = `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events { worker_connections 16000; } http { access_log off; ${site} }`
  await writeFile(join(folder, 'nginx.conf'), whole)
  trial.run('front', ['/usr/sbin/nginx', '-c', join(folder, 'nginx.conf')])
  await until('nginx answered', async () => (await fetchOnce('/health/live')).status === 200)
}

/** From the home of the servers, which stands on the same bridge. */
async function fetchOnce(path: string): Promise<{ status: number; retryAfter: string | null; body: string }> {
  try {
    const answer = await fetch(`http://${front}${path}`, { signal: AbortSignal.timeout(15_000) })
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

async function stopMachine(machine: Machine): Promise<void> {
  const child = supervisors.get(machine)!
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
