import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { one, openDatabase, sessionSettingsFor, sql } from '#platform'
import { checkReceipts } from '../../dev/visitor/check-receipts.ts'
import { newFolder } from '../../dev/visitor/new-folder.ts'
import { freePort, runProgram, untilSaid } from '../../dev/visitor/program.ts'
import { openSurroundings } from '../../dev/visitor/surroundings.ts'
import { openPair } from '../../src/platform/postgres/testing/pair.ts'
import { openParents } from '../parents.ts'

const PGBOUNCER = '/usr/sbin/pgbouncer'
const PARENTS = 6
/** Fewer than there are people at once: each connection serves all of them in turn. */
const LENT = 3
const TIME_LIMIT_MS = 240_000
const ACCOUNT = { uid: 65_534, gid: 65_534 }

/** pgbouncer in front of a server, as deploy/pgbouncer has it. */
async function openPooler(folder: string, server: { port: number; password: string }): Promise<{ url: string; stop(): void }> {
  const port = await freePort()
  const settings = `[databases]
portico = host=127.0.0.1 port=${server.port} dbname=portico
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = ${LENT}
server_reset_query =
`
  await writeFile(join(folder, 'users'), `"portico_app" "${server.password}"\n`)
  await writeFile(join(folder, 'pgbouncer.ini'), settings)
  await chmod(folder, 0o755)
  const asNobody = process.geteuid?.() === 0 ? ACCOUNT : {}
  const child = spawn(PGBOUNCER, ['-q', join(folder, 'pgbouncer.ini')], { stdio: 'inherit', ...asNobody })
  return { url: `postgres://portico_app:${server.password}@127.0.0.1:${port}/portico`, stop: () => void child.kill('SIGKILL') }
}

test('behind a pooler that lends its connections for a transaction each, everybody has their own and nothing is lost', {
  skip: !existsSync(PGBOUNCER) && 'pgbouncer is not installed here',
  timeout: TIME_LIMIT_MS,
}, async t => {
  const folder = await newFolder('portico-pooler-')
  const pair = await openPair(folder, { isSynchronous: false })
  const direct = pair.urlOf('portico_app', [pair.primary])
  const pooler = await openPooler(folder, { port: pair.primary.port, password: new URL(direct).password })
  await pair.primary.admin(sessionSettingsFor('portico_app'))
  const town = await openSurroundings({
    registers: true,
    database: { url: direct, ownerUrl: pair.urlOf('portico', [pair.primary]) },
  })
  const env = {
    ...town.env,
    SEED: 'no',
    LOG_LEVEL: 'error',
    DATABASE_URL: pooler.url,
    DATABASE_POOLING: 'transaction',
    DATABASE_DIRECT_URL: direct,
  }
  const program = runProgram({ file: 'bin/portico.mjs', args: ['start', '--processes', '1'], env })
  const parents = openParents(town)
  after(async () => {
    parents.close()
    await program.kill('SIGTERM')
    pooler.stop()
    await pair.stop()
    await town.stop()
    await rm(folder, { recursive: true, force: true })
  })
  await untilSaid(program, 'is ready at', TIME_LIMIT_MS)
  const ready = await parents.ready(PARENTS)
  const told = (await Promise.all(ready.map(parent => parent.send()))).map(receipt => receipt!)
  const db = openDatabase(pair.urlOf('portico', [pair.primary]), { size: 2, actor: 'system upkeep' })
  const { faults, submissions } = await checkReceipts({ db }, told)
  const { people } = await one<{ people: number }>(
    { db },
    sql`select count(distinct person_id) as people from journeys.submission`,
  )
  const seen = await pair.primary.admin<{ name: string }>(
    `select distinct application_name as name from pg_stat_activity where usename = 'portico_app'`,
  )
  await db.close()
  assert.deepEqual(faults, [])
  assert.deepEqual([submissions, people], [PARENTS, PARENTS])
  t.diagnostic(`connections of ${seen.map(({ name }) => name).join(', ')}`)

  const lent = openDatabase(pooler.url, { isPooled: true, size: 1 })
  const left = await one<{ actor: string | null; lock: string }>(
    { db: lent },
    sql`select nullif(current_setting('portico.actor', true), '') as actor, current_setting('lock_timeout') as lock`,
  )
  await lent.close()
  assert.deepEqual(left, { actor: null, lock: '3s' }, 'no name stays on a lent connection, and the waits are the role’s')
})
