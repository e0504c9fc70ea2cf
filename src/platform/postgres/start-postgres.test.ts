import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { accountFor } from './account.ts'
import { birthOf, processesOf } from './process-table.ts'
import { runProgram, until } from './rehearsal.ts'
import { addressIn, type RunningPostgres, startPostgres } from './start-postgres.ts'

const isRoot = process.geteuid?.() === 0
const root = mkdtempSync(join(tmpdir(), 'portico-start-'))
chmodSync(root, 0o755)
after(() => rmSync(root, { recursive: true, force: true }))

const START = `
  const { startPostgres } = await import('./start-postgres.ts')
  const [dataDir] = process.argv.slice(1)
  const start = () => startPostgres({ dataDir, say: () => {} })
  const answer = await start().then(running => running.ownerUrl, fault => fault.code + ' ' + fault.message)
  console.log(answer)
  if (answer.startsWith('postgres:')) setInterval(() => {}, 1000)`

const dataDir = join(root, 'data')
const cluster = join(dataDir, 'postgres', 'cluster')

test('it comes up from nothing, keeps what it was told, and comes up again', async () => {
  await withPostgres(async ({ ownerUrl: url }) => {
    await ask(url, 'create table kept (what text)')
    await ask(url, `insert into kept values ('first')`)
  })
  await withPostgres(async ({ ownerUrl: url }) => assert.deepEqual(await kept(url), ['first']))
})

test('Portico works in it as the owner of its database and nothing more, in UTF-8, with every commit on disk', async () => {
  await withPostgres(async ({ ownerUrl: url }) => {
    const [server] = await ask(
      url,
      `select rolsuper or rolcreatedb or rolcreaterole as mighty, current_setting('server_encoding') as encoding,
              current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, lower('ÉÑ') as lower
       from pg_roles where rolname = current_user`,
    )
    assert.deepEqual(server, { mighty: false, encoding: 'UTF8', fsync: 'on', commit: 'on', lower: 'éñ' })
  })
})

test('Ctrl-C, which goes to a whole process group, does not reach it', async () => {
  await withPostgres(async () => assert.notEqual(groupOf(postmaster()), groupOf(process.pid)))
})

test('after kill -9 of the program, the next start clears what it left and has every commit', async () => {
  const { child, said: url } = await runProgram(START, { args: [dataDir] })
  await ask(url, `insert into kept values ('program killed')`)
  const left = postmaster()
  await killHard(child)
  await withPostgres(async ({ ownerUrl: url }) => assert.equal((await kept(url)).at(-1), 'program killed'))
  assert.equal(birthOf(left), undefined)
  assert.doesNotMatch(serverLog(), /not properly shut down/, 'and gently')
})

test('after kill -9 of the database, with a query at work, it is up again at the same address within five seconds', async () => {
  const words: string[] = []
  const running = await startPostgres({ dataDir, say: said => words.push(said) })
  await ask(running.ownerUrl, `insert into kept values ('database killed')`)
  const broken = assert.rejects(ask(running.ownerUrl, 'select count(*) from generate_series(1, 1e12)'))
  await until(async () => (await ask(running.ownerUrl, `select 1 from pg_stat_activity where query like '%1e12)'`)).length > 0)
  const killed = postmaster()
  process.kill(killed, 'SIGKILL')
  await until(async () => (await kept(running.ownerUrl).catch(() => [])).at(-1) === 'database killed', 5)
  await broken
  assert.match(words.join(), /stopped \(signal SIGKILL\) and is being started again/)
  await running.stop()
  assert.deepEqual(processesOf(cluster), [])
})

for (const pidFile of ['kept', 'emptied by the crash'])
  test(`after kill -9 of the program and the database, with a query at work and its pid file ${pidFile}, the next start is not refused`, async () => {
    const { child, said: url } = await runProgram(START, { args: [dataDir] })
    await ask(url, `insert into kept values ('both killed')`)
    const broken = assert.rejects(ask(url, 'select count(*) from generate_series(1, 1e12)'))
    await until(async () => (await ask(url, `select 1 from pg_stat_activity where query like '%1e12)'`)).length > 0)
    await killHard(child)
    process.kill(postmaster(), 'SIGKILL')
    if (pidFile !== 'kept') writeFileSync(join(cluster, 'postmaster.pid'), '')
    await withPostgres(async ({ ownerUrl: url }) => assert.equal((await kept(url)).at(-1), 'both killed'))
    await broken
  })

test('stopping while it is being started again leaves nothing running', async () => {
  const running = await startPostgres({ dataDir, say: () => {} })
  process.kill(postmaster(), 'SIGKILL')
  await new Promise(resolve => setTimeout(resolve, 30))
  await running.stop()
  await until(() => processesOf(cluster).length === 0, 2)
})

test('of programs that start at once, one gets the data folder and the others are told which', async () => {
  const starts = await Promise.all([1, 2, 3].map(() => runProgram(START, { args: [dataDir] })))
  const winners = starts.filter(({ said }) => said.startsWith('postgres:'))
  const told = starts.filter(({ said }) =>
    said.startsWith(`DATABASE_ALREADY_IN_USE Portico already runs with this data folder (process ${winners[0]?.child.pid},`),
  )
  assert.deepEqual([winners.length, told.length], [1, 2])
  assert.equal((await kept(winners[0]!.said)).length, 5)
  await killHard(winners[0]!.child)
})

test('an empty postmaster.pid, or one with the number of somebody else, does not block', async () => {
  const stranger = await runProgram(`console.log('here'); setInterval(() => {}, 1000)`, { as: accountFor(cluster) })
  await withPostgres(async () => {})
  for (const first of ['', `${stranger.child.pid}\n${cluster}\n1\n5432\n\n\n1 1\nready\n`]) {
    writeFileSync(join(cluster, 'postmaster.pid'), first)
    await withPostgres(async ({ ownerUrl: url }) => assert.equal((await kept(url)).length, 5))
  }
  assert.ok(stranger.child.kill('SIGKILL'), 'and the stranger is left alone')
})

test('nothing that a person wrote reaches its log, not even when a statement fails or its process dies', async () => {
  await withPostgres(async ({ ownerUrl: url }) => {
    await ask(url, 'create table person (name text unique, age int)')
    await ask(url, 'insert into person values ($1)', ['Canary Amara'])
    await assert.rejects(ask(url, 'insert into person values ($1)', ['Canary Amara']))
    await assert.rejects(ask(url, `select 'Canary Bos'::int`))
    await assert.rejects(ask(url, 'insert into person (age) values ($1)', ['Canary Chidi']))
    await assert.rejects(ask(url, `do $$ begin raise warning 'Canary Dana'; raise exception 'Canary Dana'; end $$`))
    const dying = assert.rejects(ask(url, `select 'Canary Eve', pg_sleep(20)`))
    await until(
      async () =>
        (
          await ask(
            url,
            `select pid from pg_stat_activity where query like '%Eve%' and query like '%sleep(20)' and pid <> pg_backend_pid()`,
          )
        ).length > 0,
    )
    const [{ pid }] = (await ask(
      url,
      `select pid from pg_stat_activity where query like '%sleep(20)' and pid <> pg_backend_pid()`,
    )) as [{ pid: number }]
    process.kill(pid, 'SIGKILL')
    await dying
    await until(async () => (await kept(url).catch(() => [])).length > 0)
  })
  assert.match(serverLog(), /was terminated by signal 9/)
  assert.doesNotMatch(serverLog(), /Canary/)
})

test('a cluster made by another PostgreSQL is named, not touched', async () => {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8')
  writeFileSync(join(cluster, 'PG_VERSION'), '17\n')
  await assert.rejects(
    withPostgres(async () => {}),
    { code: 'DATABASE_OTHER_VERSION', message: /made by PostgreSQL 17/ },
  )
  writeFileSync(join(cluster, 'PG_VERSION'), version)
})

test('a database made before the application had a role of its own gets one at the next start', async () => {
  const file = join(dataDir, 'postgres', 'passwords.json')
  const { portico_app: _, ...before } = JSON.parse(readFileSync(file, 'utf8'))
  await withPostgres(async ({ ownerUrl }) => {
    const admin = ownerUrl.replace(
      `portico:${before.portico}@localhost/portico`,
      `postgres:${before.postgres}@localhost/postgres`,
    )
    await ask(admin, 'drop role portico_app')
  })
  writeFileSync(file, JSON.stringify(before), { mode: 0o600 })
  await withPostgres(async ({ url }) => {
    assert.deepEqual(await ask(url, 'select current_user as who'), [{ who: 'portico_app' }])
    await assert.rejects(ask(url, 'create table mine ()'), { code: '42501' })
    await assert.rejects(ask(url, `select set_config('portico.actor', 'system upkeep', false)`), { code: '42501' })
  })
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('lost passwords are named, and the cluster is kept', async () => {
  const file = join(dataDir, 'postgres', 'passwords.json')
  const passwords = readFileSync(file)
  rmSync(file)
  await assert.rejects(
    withPostgres(async () => {}),
    { code: 'DATABASE_PASSWORD_LOST' },
  )
  writeFileSync(file, passwords, { mode: 0o600 })
  await withPostgres(async () => {})
})

test('a start that was cut short in the making begins anew', async () => {
  const young = join(root, 'cut-short')
  const { child } = await runProgram(`console.log('going')\n${START}`, { args: [young] })
  const unfinished = () => globSync('cluster-unfinished-*/base', { cwd: join(young, 'postgres') })
  await until(() => unfinished().length > 0)
  await killHard(child)
  const running = await startPostgres({ dataDir: young, say: () => {} })
  await running.stop()
})

test('a command beside the program does not make a folder that is not there, nor speak of backups', async () => {
  const nowhere = join(root, 'nowhere')
  await assert.rejects(addressIn(nowhere), {
    code: 'DATA_DIR_NOT_THERE',
    message: /No Portico has run with the data folder .*nowhere: start it, or set DATA_DIR/,
  })
  assert.deepEqual(globSync('nowhere', { cwd: root }), [])
})

test('a data folder whose name is too long for a socket works', async () => {
  const running = await startPostgres({ dataDir: join(root, 'long'.repeat(40)), say: () => {} })
  assert.deepEqual(await ask(running.ownerUrl, 'select 1 as one'), [{ one: 1 }])
  await running.stop()
  rmSync(new URL(running.ownerUrl).searchParams.get('host')!, { recursive: true })
})

test('root is told when the database must live elsewhere, and finds it there again', { skip: !isRoot }, async () => {
  const closed = join(root, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const words: string[] = []
  const start = () => startPostgres({ dataDir: closed, say: said => words.push(said) })
  const first = await start()
  await ask(first.ownerUrl, 'create table here ()')
  await first.stop()
  chmodSync(closed, 0o755)
  const second = await start()
  assert.deepEqual(await ask(second.ownerUrl, 'select * from here'), [])
  await second.stop()
  const [, elsewhere] = /cannot reach .*: the database is kept in (\/var\/lib\/portico-\w+)\.$/.exec(words[0]!)!
  rmSync(elsewhere!, { recursive: true })
})

test('a database that can no longer be reached is not replaced by an empty one', { skip: !isRoot }, async () => {
  chmodSync(dataDir, 0o700)
  await assert.rejects(
    withPostgres(async () => {}),
    { code: 'DATA_DIR_NOT_REACHABLE' },
  )
  chmodSync(dataDir, 0o755)
})

test('an ordinary user starts it as himself, and is told when the folder is not his', { skip: !isRoot }, async () => {
  const user = accountFor(cluster)!
  const own = join(root, 'own')
  mkdirSync(own)
  chownSync(own, user.uid, user.gid)
  const { child, said } = await runProgram(START, { args: [own], as: user })
  assert.deepEqual(await ask(said, 'select 1 as one'), [{ one: 1 }])
  await killHard(child)
  assert.match((await runProgram(START, { args: [join(root, 'not-his')], as: user })).said, /^DATA_DIR_NOT_WRITABLE .*not-his/)
  const running = await startPostgres({ dataDir: own, say: () => {} })
  await running.stop()
})

test('a full disk is one clear sentence, at first and later, and freeing space is enough', { skip: !isRoot }, async context => {
  const disk = join(root, 'disk')
  mkdirSync(disk)
  if (!mounted(disk, '20m')) return context.skip('no small disk can be mounted here')
  try {
    await assert.rejects(startPostgres({ dataDir: disk, say: () => {} }), {
      code: 'DISK_FULL',
      message: /is full: free some space/,
    })
    execFileSync('mount', ['-o', 'remount,size=120m', disk])
    await (await startPostgres({ dataDir: disk, say: () => {} })).stop()
    assert.throws(() => writeFileSync(join(disk, 'ballast'), Buffer.alloc(120 * 1024 * 1024)), { code: 'ENOSPC' })
    await assert.rejects(startPostgres({ dataDir: disk, say: () => {} }), { code: 'DISK_FULL' })
    rmSync(join(disk, 'ballast'))
    await (await startPostgres({ dataDir: disk, say: () => {} })).stop()
  } finally {
    execFileSync('umount', [disk])
  }
})

function mounted(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function withPostgres(act: (running: RunningPostgres) => Promise<unknown>): Promise<void> {
  const running = await startPostgres({ dataDir, say: () => {} })
  try {
    await act(running)
  } finally {
    await running.stop()
  }
}

async function ask(url: string, sql: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

async function kept(url: string): Promise<string[]> {
  return ((await ask(url, 'select what from kept')) as { what: string }[]).map(({ what }) => what)
}

function serverLog(): string {
  return readFileSync(join(dataDir, 'postgres', 'postgres.log'), 'utf8')
}

function postmaster(): number {
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
}

function groupOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }))
}

/** Kills a program and waits until it is gone: a signal sent is not yet a process ended. */
async function killHard(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
