import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { as, openDatabase, record, rows, run, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import { readHead } from './head.ts'
import { sealNext } from './seal.ts'
import { BATCH, headsAfter, unsealed } from './store.ts'
import { act, sealing } from './testing/sealed-log.ts'
import { checkLog } from './verify/check-log.ts'
import { openHashers } from './verify/hashers.ts'
import { logIn } from './verify/read-log.ts'

async function freshLog() {
  const world = sealing(await testWorld())
  const url = world.db.pool.options.connectionString!
  const verify = async (threads = 0) => {
    const client = new pg.Client(url)
    await client.connect()
    const hashers = openHashers(threads)
    const report = await checkLog(logIn(client), { witnessed: [], keys: [] }, hashers)
    await Promise.all([client.end(), hashers.close()])
    return report
  }
  return { world, url, verify }
}

test('what is written is sealed, in order and without a gap, and what was sealed verifies', async () => {
  const { world, verify } = await freshLog()
  assert.equal(await sealNext(world), 0, 'nothing is there yet')
  for (const count of [1, 255, 1, 300, 70_000]) {
    await act(world, count)
    while ((await sealNext(world)) > 0) {}
  }
  const heads = await headsAfter(world, 0, 100)
  assert.deepEqual(
    heads.slice(0, 4).map(({ size }) => size),
    [1, 256, 257, 557],
  )
  assert.equal(heads[4]!.size, 557 + BATCH)
  assert.deepEqual(
    heads.map(({ note }) => readHead(note)?.after),
    [0, ...heads.slice(0, -1).map(({ size }) => size)],
  )
  for (const threads of [0, 2]) {
    const { entries, sealed, findings } = await verify(threads)
    assert.deepEqual({ entries, sealed, findings }, { entries: 70_557, sealed: 70_557, findings: [] })
  }
})

test('a number that was given out and rolled back leaves no gap, and a late commit is sealed once, after', async () => {
  const { world, url, verify } = await freshLog()
  await act(world, 2)
  const undone = transaction(world, async tx => {
    await record(tx, { kind: 'case.viewed', about: 'undone', by: 'system' })
    throw new Error('second thoughts')
  })
  await assert.rejects(undone, /second thoughts/)
  const slow = openDatabase(url, { size: 1 })
  let commit = () => {}
  const held = new Promise<void>(resolve => {
    commit = resolve
  })
  let written = () => {}
  const isWritten = new Promise<void>(resolve => {
    written = resolve
  })
  const late = transaction({ ...world, db: slow }, async tx => {
    await record(tx, { kind: 'case.viewed', about: 'late', by: 'system' })
    written()
    await held
  })
  await isWritten
  await act(world, 1)
  assert.equal(await sealNext(world), 2, 'nothing written behind the open transaction')
  commit()
  await late
  assert.equal(await sealNext(world), 2)
  assert.equal(await sealNext(world), 0)
  await slow.close()
  const { entries, findings } = await verify()
  assert.deepEqual({ entries, findings }, { entries: 4, findings: [] })
})

test('while twenty write and four seal at once, every entry is sealed once, and heads follow each other', async () => {
  const { world, verify } = await freshLog()
  let isWriting = true
  const sealers = Array.from({ length: 4 }, async () => {
    while (isWriting) await sealNext(world)
  })
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let turn = 0; turn < 10; turn++) await act(world, 3)
    }),
  )
  isWriting = false
  await Promise.all(sealers)
  while ((await sealNext(world)) > 0) {}
  const { entries, sealed, heads, findings } = await verify()
  assert.deepEqual({ entries, sealed, findings }, { entries: 600, sealed: 600, findings: [] })
  assert.ok(heads > 1)
  assert.equal((await unsealed(world)).count, 0)
})

test('when a sealed entry was changed nothing more is sealed, and the sentence says what to do', async () => {
  const { world } = await freshLog()
  await act(world, 300)
  await sealNext(world)
  const client = new pg.Client(world.db.pool.options.connectionString!)
  await client.connect()
  await client.query('alter table platform.event disable trigger user')
  await client.query(`update platform.event set by = 'nobody' where seq = 290`)
  await client.end()
  await act(world, 1)
  await assert.rejects(sealNext(world), /entries of the log are not what was sealed.*portico log verify/)
})

test('neither heads nor tiles can be changed, deleted or emptied by the program', async () => {
  const { world } = await freshLog()
  await act(world, 256)
  await sealNext(world)
  for (const table of ['log_head', 'log_tile'])
    for (const change of [
      `update platform.${table} set ${table === 'log_head' ? 'note' : 'level'} = default`,
      `delete from platform.${table}`,
      `truncate platform.${table} cascade`,
    ])
      await assert.rejects(world.db.pool.query(change), /is append-only|null value/, change)
  assert.equal((await rows(world, sql`select 1 from platform.log_tile`)).length, 1)
})

test('the program seals every entry, whoever it is about, though it is shown none of them in any other name', async () => {
  const { world, verify } = await freshLog()
  const program = { ...world, db: world.appDb }
  await act(world, 700)
  assert.equal((await rows(program, sql`select 1 from platform.event`)).length, 0)
  assert.equal(await sealNext(program), 700)
  assert.equal((await unsealed(as(program, 'system platform.seal'))).count, 0)
  const { entries, sealed, findings } = await verify()
  assert.deepEqual({ entries, sealed, findings }, { entries: 700, sealed: 700, findings: [] })
  const asked = as(program, 'system platform.seal')
  for (const change of [sql`delete from platform.log_head`, sql`update platform.log_head set note = ''`])
    await assert.rejects(run(asked, change), /permission denied/)
  await assert.rejects(
    run(
      as(program, 'system mailbox.notify'),
      sql`insert into platform.log_cosignature (size, witness, line) values (700, 'w', 'l')`,
    ),
    /row-level security/,
  )
})
