import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Act, acceptMandate, endMandate, giveMandate, meetPerson } from '#people'
import { as, record, rows, run, sql, transaction } from '#platform'
import { type Caller, callerOf } from './hostile/caller.ts'
import { absent, addressOf, doors, thingsBehind } from './hostile/doors.ts'
import { beginSession, canaries, settle } from './hostile/people.ts'
import { openSite } from './hostile/town.ts'

const site = await openSite()
const { world } = site
const { ids, belongings } = await settle(site)

for (const subject of ['parker', 'former']) {
  const introduced = { issuer: 'https://identity.example', subject, name: { givenNames: subject, familyName: 'Holder' } }
  ids[subject] = (await transaction(world, tx => meetPerson(tx, introduced, 'en'))).personId
}

const EVERYTHING = ['see', 'prepare', 'send'] as const
const [all, looker, parker, former] = await Promise.all([
  holderFor('dalia', { may: EVERYTHING, services: null }),
  holderFor('kofi', { may: ['see'], services: null }),
  holderFor('parker', { may: EVERYTHING, services: ['resident-parking'] }),
  holderFor('former', { may: EVERYTHING, services: null }),
])
const holders = [all, looker, parker, former]

/** Somebody who acts for Bo, and for nobody else. */
async function holderFor(subject: string, { may, services }: { may: readonly Act[]; services: readonly string[] | null }) {
  const validUntil = new Date(world.now().getTime() + 86_400_000)
  const { id, code } = await giveMandate(world, { giver: ids.bo!, relation: 'relative', acts: may, services, validUntil })
  await acceptMandate(world, { person: ids[subject]!, code })
  const caller = await callerOf(site, `${subject}, who may ${may.join(' ')}`, (await beginSession(world, ids[subject]!)).secret)
  assert.equal((await caller.post(`/acting/mandates/${id}/start`)).statusCode, 303)
  return { caller, mandate: id }
}

/** Doors at which somebody does something about their own session, mandates or sign-in. */
const OWN = /^\/(acting|sign-|account\/mandates|signed-out)/
const isForAnother = (gate: string) => gate === 'citizen, or for another' || gate === 'citizen, as sure as the service asks'
const bosWords = Object.values(canaries.bo)
const elisesWords = Object.values(canaries.elise)
let attempts = 0
after(() => console.log(`isolation of mandates: ${attempts} attempts by ${holders.length} holders at ${doors.length} doors`))

async function knock({ get, post }: Caller, method: 'GET' | 'POST', address: string) {
  attempts += 1
  const answer = await (method === 'GET' ? get(address) : post(address))
  const said = answer.body.replaceAll(/\s/g, '')
  return {
    ...answer,
    status: answer.statusCode,
    has: (words: readonly string[]) => words.some(word => said.includes(word.replaceAll(' ', ''))),
  }
}

/** Everything of Bo’s and Élise’s but the event log, in which looks are told of. */
async function thingsOfBoth(): Promise<string> {
  const tables = await rows<{ name: string }>(
    world,
    sql`select c.table_schema || '.' || c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.column_name = 'person_id' and t.table_type = 'BASE TABLE' and c.table_schema not in ('platform', 'performance') order by 1`,
  )
  const sums = await Promise.all(
    tables.map(({ name }) =>
      world.db.pool.query(
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${name} t where person_id = any ($1)`,
        [[ids.bo, ids.elise]],
      ),
    ),
  )
  return JSON.stringify(sums.map(({ rows: [sum] }) => sum))
}

test('who acts for Bo never sees a word of Élise, at any door', async () => {
  for (const { caller } of holders)
    for (const door of doors.filter(({ method, path, behind }) => method === 'GET' && behind !== 'code' && !OWN.test(path)))
      for (const thing of [...thingsBehind(door), undefined]) {
        const address = addressOf(door, thing, belongings.elise)
        assert.ok(!(await knock(caller, 'GET', address)).has(elisesWords), `${caller.name} at ${address}`)
      }
})

test('who acts for Bo finds at the doors that are open to holders what is Bo’s, and at no other door', async () => {
  const shown = { open: 0, shut: 0 }
  for (const { caller } of [all, looker])
    for (const door of doors.filter(({ method, path }) => method === 'GET' && !OWN.test(path)))
      for (const thing of thingsBehind(door)) {
        if (door.behind !== 'own') continue
        const answer = await knock(caller, 'GET', addressOf(door, thing, belongings.bo))
        const where = `${caller.name} at ${door.path}: ${answer.status} ${answer.headers.location ?? ''}`
        if (isForAnother(door.gate))
          assert.ok(answer.status === 200 || /^\/(journeys|services)/.test(String(answer.headers.location)), where)
        else assert.ok(answer.status === 303 && String(answer.headers.location).startsWith('/acting?'), where)
        shown[isForAnother(door.gate) ? 'open' : 'shut'] += 1
      }
  assert.ok(shown.open >= 20 && shown.shut >= 10, JSON.stringify(shown))
})

test('who may only see changes nothing of Bo’s, and who may act in parking alone is let into nothing else', async () => {
  const before = await thingsOfBoth()
  for (const door of doors.filter(({ method, path, from }) => method === 'POST' && from === 'our-forms' && !OWN.test(path)))
    for (const owner of ['bo', 'elise'] as const)
      for (const thing of [...thingsBehind(door), undefined]) {
        if (thing === undefined && thingsBehind(door).length > 0) continue
        const answer = await knock(looker.caller, 'POST', addressOf(door, thing, belongings[owner]))
        if (isForAnother(door.gate)) assert.ok([403, 404].includes(answer.status), `${door.path} ${answer.status}`)
      }
  assert.equal(await thingsOfBoth(), before)
  for (const path of ['/services/child-benefit/start', '/life-events/having-a-child/start'])
    assert.equal((await knock(parker.caller, 'POST', path)).status, 403, path)
  const { reference, caseReference } = belongings.bo
  for (const path of [`/requests/${reference}`, `/requests/${reference}/cases/${caseReference}`, `/receipts/${reference}`])
    assert.equal((await knock(parker.caller, 'GET', path)).status, 404, path)
  const list = await knock(parker.caller, 'GET', '/requests')
  assert.ok(list.body.includes('parking') && !list.body.includes(caseReference))
  assert.equal(await thingsOfBoth(), before)
})

test('what is started for Bo is Bo’s, and told of who started it', async () => {
  const answer = await knock(all.caller, 'POST', '/services/resident-parking/start')
  const id = String(answer.headers.location).split('/')[2]!
  const [draft] = await rows(world, sql`select person_id from journeys.draft where id = ${id}`)
  assert.deepEqual(draft, { personId: ids.bo })
  await all.caller.post(`/journeys/${id}/pages/resident-parking.vehicle`)
  const told = await rows<{ by: string; mandate: string }>(
    world,
    sql`select distinct by, facts->>'mandate' as mandate from platform.event where about = ${id}`,
  )
  assert.deepEqual(told, [{ by: ids.dalia, mandate: all.mandate }])
})

test('the next request by a mandate that Bo took back is refused, whatever it is, and then one is oneself', async () => {
  const before = await thingsOfBoth()
  await endMandate(world, ids.bo!, former.mandate)
  const refused = await knock(former.caller, 'POST', `/journeys/${belongings.bo.draft}/discard`)
  assert.equal(refused.status, 403)
  assert.match(refused.body, /You may no longer act for Bo/)
  for (const door of doors.filter(({ method, path }) => method === 'GET' && !OWN.test(path)))
    for (const thing of thingsBehind(door).filter(() => door.behind === 'own')) {
      const theirs = await knock(former.caller, 'GET', addressOf(door, thing, belongings.bo))
      const nothing = await knock(former.caller, 'GET', addressOf(door, thing, absent))
      assert.equal(theirs.status, nothing.status, door.path)
      assert.ok(!theirs.has(bosWords), door.path)
    }
  assert.notEqual(await thingsOfBoth(), before, 'the mandate itself has ended')
  assert.equal((await knock(former.caller, 'POST', '/sign-out')).status, 303)
})

test('while somebody acts for Bo every page says so', async () => {
  for (const path of ['/', '/services', '/requests', `/journeys/${belongings.bo.draft}`, '/nothing-here', '/account/mandates']) {
    const answer = await all.caller.get(path)
    if (answer.statusCode !== 303) assert.match(answer.body, /You are acting for <bdi>Bo Lindgren/, path)
  }
})

test('an officer who holds a mandate finds the giver’s request to be a colleague’s, and once it has ended it is theirs to decide', async () => {
  const { id, code } = await giveMandate(world, {
    ...{ giver: ids.bo!, relation: 'relative', acts: ['see'], services: null },
    validUntil: new Date(world.now().getTime() + 86_400_000),
  })
  await acceptMandate(world, { person: ids.amara!, code })
  const amara = await callerOf(site, 'amara', (await beginSession(world, ids.amara!)).secret)
  const door = `/work/cases/${belongings.bo.parkingCase}`
  const before = await thingsOfBoth()
  const refused = [await amara.get(door), await amara.post(`${door}/decision`)]
  assert.deepEqual(
    refused.map(({ statusCode }) => statusCode),
    [403, 403],
  )
  assert.match(refused[0]!.body, /You may act for the person who asks\. A colleague has to work on it\./)
  assert.equal(await thingsOfBoth(), before)
  await endMandate(as(world, `person ${ids.amara}`), ids.amara!, id)
  assert.equal((await amara.get(door)).statusCode, 200)
})

test('the database shows a mandate to both it joins and to nobody else, and lets no session act without one', async () => {
  const seenBy = async (person: string) =>
    (await rows(as(world, `person ${person}`), sql`select 1 from people.mandate where mandate_id = ${all.mandate}`)).length
  assert.deepEqual([await seenBy(ids.bo!), await seenBy(ids.dalia!), await seenBy(ids.kofi!)], [1, 1, 0])
  const kofi = as(world, `person ${ids.kofi}`)
  await assert.rejects(
    run(kofi, sql`update people.session set acting_for = ${ids.bo}, mandate_id = ${all.mandate} where person_id = ${ids.kofi}`),
    /row-level security/,
  )
  await assert.rejects(
    transaction(kofi, tx =>
      record(tx, { kind: 'mandate.used', about: all.mandate, person: ids.bo, by: ids.kofi!, facts: { act: 'see' } }),
    ),
    /row-level security/,
  )
  assert.deepEqual(await rows(kofi, sql`select given_names from people.person where person_id = ${ids.bo}`), [])
})
