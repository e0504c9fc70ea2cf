import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId, one, openDatabase, rows, run, sql, transaction, type World, workJobsOnce } from '#platform'
import { testWorld } from '#platform/testing'
import { blindIndex, openText, sealText, steadyIndex } from '../keys.ts'
import { entryIndexes, newEntry } from '../vault/entry.ts'
import { keyEncryptions } from './adapters/index.ts'
import { destroyKey, listKeys, resealAgain, rewrapKeys, rotateKeys, valuesUnder } from './change-keys.ts'
import { type KeyRing, openKeyRing } from './open-key-ring.ts'
import { keyJobs, resealStretch } from './reseal.ts'
import { nextRows, type OldValue, writeResealed } from './reseal-store.ts'
import { sealedColumns } from './sealed-columns.ts'

const SECRET = 'a root secret only ever used by tests'
const NEXT_SECRET = 'the root secret that comes after that'
const encryption = keyEncryptions.rootSecret({ secret: SECRET })
const VALUES = 'vault.entry.sealed_value'
const AT_ONCE = { afterSeconds: 0 }

type RingWorld = World & { readonly keys: KeyRing; readonly db: ReturnType<typeof openDatabase> }

/** A program of its own on a database of its own, or beside another on the same. */
async function program(beside?: RingWorld): Promise<RingWorld> {
  const home = beside ?? (await testWorld())
  const db = beside ? openDatabase(beside.db.pool.options.connectionString!) : home.db
  if (beside) after(() => db.close())
  return { ...home, db, keys: await openKeyRing(db, encryption) }
}

const keep = async (world: World, value: string) => {
  const entry = newEntry(world, { kind: 'national-id', value })
  await run(
    world,
    sql`insert into vault.entry (person_id, token, kind, sealed_value, value_index, kept_at)
        values (${newId()}, ${entry.token}, ${entry.kind}, ${entry.sealedValue}, ${entry.valueIndex}, now())`,
  )
  return entry.token
}
const read = async (world: World, token: string) =>
  openText(
    world,
    (await one<{ sealed: string }>(world, sql`select sealed_value as sealed from vault.entry where token = ${token}`)).sealed,
  )
const find = async (world: World, value: string) =>
  (
    await rows<{ token: string }>(
      world,
      sql`select token from vault.entry where value_index = any (${entryIndexes(world, { kind: 'national-id', value })}::text[])`,
    )
  ).map(({ token }) => token)

async function rotate(world: RingWorld): Promise<string> {
  const made = await rotateKeys(world, encryption, AT_ONCE)
  assert.ok('id' in made)
  await world.keys.refresh()
  return made.id
}

const resealAll = async (world: RingWorld) => {
  for (let stretches = 0; stretches < 50; stretches++) {
    await workJobsOnce(world, keyJobs)
    if ((await listKeys(world))[0]!.progress.every(({ doneAt }) => doneAt)) return
  }
  assert.fail('not done')
}
/** As if a key had been replaced an hour ago. */
const anHourLater = (world: World) =>
  run(world, sql`update vault.data_key set made_at = made_at - interval '1 hour', active_from = active_from - interval '1 hour'`)

test('the first key is the one that sealed before there were others, and what it sealed is opened', async () => {
  const before = await testWorld()
  const sealed = sealText(before, 'FH-1')
  const world = { ...before, keys: await openKeyRing(before.db, encryption) }
  assert.equal(openText(world, sealed), 'FH-1')
  assert.equal(world.keys.current.id, before.keys.current.id)
  assert.deepEqual(entryIndexes(world, { kind: 'k', value: 'v' }), entryIndexes(before, { kind: 'k', value: 'v' }))
})

test('a new key seals once it is active, and every program had it before', async () => {
  const one = await program()
  const other = await program(one)
  const made = await rotateKeys(one, encryption)
  assert.ok('id' in made)
  await Promise.all([one.keys.refresh(), other.keys.refresh()])
  assert.notEqual(one.keys.current.id, made.id, 'not yet')
  assert.ok(other.keys.known.has(made.id), 'but known')
  assert.equal(await resealStretch(one, made.id), 'not-active-yet')
  await run(one, sql`update vault.data_key set active_from = now() where id = ${made.id}`)
  await one.keys.refresh()
  assert.equal(one.keys.current.id, made.id)
  assert.equal(openText(other, sealText(one, 'FH-2')), 'FH-2')
})

test('everything sealed is sealed anew, found all the while, and then the old key can go', async () => {
  const world = await program()
  const old = world.keys.current.id
  const token = await keep(world, 'FH-3')
  const before = await one<{ sealed: string }>(world, sql`select sealed_value as sealed from vault.entry`)
  const id = await rotate(world)
  assert.deepEqual(await find(world, 'FH-3'), [token], 'under the old fingerprint')
  const later = await keep(world, 'FH-4')
  await resealAll(world)
  assert.deepEqual([await find(world, 'FH-3'), await find(world, 'FH-4')], [[token], [later]])
  assert.deepEqual([await read(world, token), await read(world, later)], ['FH-3', 'FH-4'])
  assert.deepEqual(await valuesUnder(world, old), [])
  const standing = await rows<{ key: string }>(world, sql`select distinct left(value_index, 8) as key from vault.entry`)
  assert.deepEqual(standing, [{ key: id }])
  await anHourLater(world)
  assert.equal(await destroyKey(world, old), undefined)
  await world.keys.refresh()
  assert.throws(() => openText(world, before.sealed), /KEY_NOT_HEARD_YET/)
  assert.equal(await read(world, token), 'FH-3')
})

test('a key is not destroyed while it seals, while programs may not have heard of the next, or while anything is sealed under it', async () => {
  const world = await program()
  const old = world.keys.current.id
  await keep(world, 'FH-5')
  const why = async (id: string) => (await destroyKey(world, id))?.why ?? 'destroyed'
  assert.match(await why(old), /seals now; make another first/)
  assert.match(await why('00000000'), /There is no key 00000000/)
  await rotate(world)
  assert.match(await why(old), /less than a minute ago/)
  await anHourLater(world)
  assert.match(await why(old), new RegExp(`Still sealed under the key ${old}: 1 in vault.entry.sealed_value`))
  assert.match(((await rotateKeys(world, encryption)) as { why: string }).why, /is not finished yet/)
})

test('what a program sealed that had not heard of the new key is found by the next pass', async () => {
  const world = await program()
  const late = await program(world)
  const old = late.keys.current.id
  const id = await rotate(world)
  assert.equal(late.keys.current.id, old)
  await keep(late, 'FH-6')
  const passed = async () => (await listKeys(world))[0]!.progress.find(({ place }) => place === VALUES)!.resealed
  while ((await passed()) === 0) await resealStretch(world, id, 1)
  await keep(late, 'FH-7')
  await resealAll(world)
  assert.equal(await passed(), 2)
  assert.deepEqual(await valuesUnder(world, old), [])
})

test('the root secret is changed by wrapping the keys anew; what is sealed stays as it is', async () => {
  const world = await program()
  const token = await keep(world, 'FH-8')
  await rotate(world)
  const wrong = keyEncryptions.rootSecret({ secret: NEXT_SECRET })
  await assert.rejects(
    openKeyRing(world.db, wrong),
    /wrapped by the root secret [0-9a-f]{8}, and the one given is .* PORTICO_SECRET_BEFORE/,
  )
  const changing = keyEncryptions.rootSecret({ secret: NEXT_SECRET, before: SECRET })
  const during = { ...world, keys: await openKeyRing(world.db, changing) }
  assert.equal(await read(during, token), 'FH-8')
  assert.equal(await rewrapKeys(during, changing), 3, 'two data keys and the steady one')
  assert.equal(await rewrapKeys(during, changing), 0)
  const afterwards = { ...world, keys: await openKeyRing(world.db, wrong) }
  assert.equal(await read(afterwards, token), 'FH-8')
  assert.equal(
    afterwards.keys.current.form.export().toString('hex'),
    world.keys.current.form.export().toString('hex'),
    'forms go on',
  )
  await assert.rejects(openKeyRing(world.db, encryption), /wrapped by the root secret/)
})

test('the steady key is the same for every program, after a change of the data key and of the root secret, and goes on where a database has fingerprints already', async () => {
  const world = await program()
  const before = steadyIndex(world, 'FH-12')
  await rotate(world)
  const changing = keyEncryptions.rootSecret({ secret: NEXT_SECRET, before: SECRET })
  await rewrapKeys(world, changing)
  const afterwards = await openKeyRing(world.db, keyEncryptions.rootSecret({ secret: NEXT_SECRET }))
  assert.equal(steadyIndex({ keys: afterwards }, 'FH-12'), before)
  assert.notEqual(steadyIndex(await program(), 'FH-12'), before, 'and another in another database')
  const earlier = await testWorld()
  await run(earlier, sql`insert into vault.steady_key (made_at) values (now())`)
  assert.equal(steadyIndex({ keys: await openKeyRing(earlier.db, encryption) }, 'FH-12'), blindIndex(earlier, 'FH-12'))
})

test('a backup of before is unreadable once the old key and the root secret of that time are destroyed', async () => {
  const world = await program()
  await keep(world, 'FH-9')
  const backup = {
    keys: await rows(world, sql`select id, wrapped, is_first, made_at, active_from from vault.data_key`),
    entries: await rows<{ sealedValue: string }>(world, sql`select sealed_value from vault.entry`),
  }
  const old = world.keys.current.id
  await rotate(world)
  await resealAll(world)
  await anHourLater(world)
  await destroyKey(world, old)
  const changing = keyEncryptions.rootSecret({ secret: NEXT_SECRET, before: SECRET })
  await rewrapKeys(world, changing)
  const onlyNew = keyEncryptions.rootSecret({ secret: NEXT_SECRET })
  const now = { ...world, keys: await openKeyRing(world.db, onlyNew) }
  const [entry] = backup.entries
  assert.throws(() => openText(now, entry!.sealedValue), 'not by the keys there are now')
  const restored = await testWorld()
  await run(
    restored,
    sql`insert into vault.data_key (id, wrapped, is_first, made_at, active_from)
        select id, wrapped, "isFirst", "madeAt", "activeFrom" from jsonb_to_recordset(${JSON.stringify(backup.keys)}::jsonb)
        as k(id text, wrapped text, "isFirst" boolean, "madeAt" timestamptz, "activeFrom" timestamptz)`,
  )
  await assert.rejects(openKeyRing(restored.db, onlyNew), /wrapped by the root secret/, 'nor by those in the backup itself')
})

test('two thousand identifiers are sealed anew while others read and write them, and nobody meets an error', async () => {
  const world = await program()
  const other = await program(world)
  const old = world.keys.current.id
  const kept = await Promise.all(Array.from({ length: 2_000 }, (_, at) => keep(world, `FH-${at}`)))
  const readers = { isOn: true, reads: 0, writes: 0 }
  const ids = kept.map((token, at) => ({ token, value: `FH-${at}` }))
  const reading = async (by: RingWorld, from: number) => {
    for (let at = from; readers.isOn; at = (at + 7) % ids.length) {
      const { token, value } = ids[at]!
      assert.equal(await read(by, token), value)
      assert.ok((await find(by, value)).includes(token))
      readers.reads++
    }
  }
  const writing = async (by: RingWorld) => {
    while (readers.isOn) {
      const value = `FH-new-${readers.writes++}`
      ids.push({ token: await keep(by, value), value })
      await by.keys.refresh()
    }
  }
  const busy = [reading(world, 0), reading(other, 3), writing(world), writing(other)]
  const made = await rotateKeys(world, encryption, { afterSeconds: 0.2 })
  assert.ok('id' in made)
  const stopped = new Promise<void>(resolve => setTimeout(resolve, 300))
  await stopped
  await resealAll(world)
  readers.isOn = false
  await Promise.all(busy)
  await resealAgain(world)
  await resealAll(world)
  assert.deepEqual(await valuesUnder(world, old), [])
  assert.ok(readers.reads > 100 && readers.writes > 20, JSON.stringify(readers))
})

test('a sealing anew that is cut off goes on where it was', async () => {
  const world = await program()
  for (let at = 0; at < 3; at++) await keep(world, `FH-${at}`)
  const id = await rotate(world)
  assert.equal(await resealStretch(world, id, 1), 'more')
  assert.equal(await resealStretch(await program(world), id, 2), 'more')
  await resealAll(world)
  assert.equal((await listKeys(world))[0]!.progress.find(({ place }) => place === VALUES)!.resealed, 3)
})

test('a value that changed between being read and being written is left as it is', async () => {
  const world = await program()
  const token = await keep(world, 'FH-10')
  await rotate(world)
  const column = (await sealedColumns(world)).find(({ place }) => place === VALUES)!
  const [row] = await nextRows(world, column, { after: null, limit: 1 })
  await run(world, sql`update vault.entry set sealed_value = ${sealText(world, 'FH-11')} where token = ${token}`)
  assert.equal(await transaction(world, tx => writeResealed(tx, column, [row as OldValue])), 0)
  assert.equal(await read(world, token), 'FH-11')
})

test('a sealed column whose migration forgot that keys change stops every change of the keys', async () => {
  const world = await program()
  await run(world, sql`create table cases.forgot (person_id uuid primary key, sealed_words text)`)
  await assert.rejects(
    rotateKeys(world, encryption),
    /cases\.forgot\.sealed_words cannot be sealed anew; its migration needs: select platform\.resealed/,
  )
  await run(world, sql`select platform.own_rows('cases.forgot'), platform.resealed('cases.forgot', 'sealed_words')`)
  await rotate(world)
})
