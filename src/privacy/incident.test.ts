import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messagesOf } from '#mailbox'
import { changeLanguage } from '#people'
import { newId, record, transaction } from '#platform'
import { type Incident, readIncident } from './incident.ts'
import { affectedBy, notifyIncident } from './notify-incident.ts'
import { eventsAbout } from './testing/events.ts'
import { enter, look, privacyTown } from './testing/town.ts'

const town = await privacyTown()
const { world } = town
const words = { en: 'Your data was seen', fr: 'Vos données ont été vues', ar: 'اطُّلع على بياناتك' }
const written = {
  ...{ id: '2026-11-curious', agency: 'family-agency', subject: words, text: words },
  looks: { agency: 'family-agency', from: '2026-11-21T00:00:00Z', until: '2026-11-22T00:00:00Z' },
}
const incident = (looks: Partial<Incident['looks']> = {}, id = newId()) =>
  readIncident({ ...written, id, looks: { ...written.looks, ...looks } }) as Incident
const [bo, elise, dalia, kofi] = [
  await enter(town, 'bo'),
  await enter(town, 'elise'),
  await enter(town, 'dalia'),
  await enter(town, 'kofi'),
]
const officer = newId()
await look(world, bo.person)
await look(world, bo.person)
await look(world, elise.person, { by: officer, need: { case: newId() } })
const opened = { kind: 'case.viewed' as const, about: newId(), by: officer }
await transaction(world, tx =>
  record(tx, { ...opened, person: dalia.person, facts: { service: 'childcare-place', version: 1, agency: 'municipality' } }),
)
world.setNow('2026-11-23T09:00:00Z')
await look(world, kofi.person)
const concerned = async (looks: Partial<Incident['looks']>) => (await affectedBy(world, incident(looks))).sort()
const all = { from: new Date('2026-11-01'), until: new Date('2026-12-01') }

test('whom an incident concerns is found from the log: by agency, officer, service, register and time', async () => {
  assert.deepEqual(await concerned({}), [bo.person, elise.person].sort())
  assert.deepEqual(await concerned(all), [bo.person, elise.person, kofi.person].sort())
  assert.deepEqual(await concerned({ ...all, officer }), [elise.person])
  assert.deepEqual(await affectedBy(world, { ...incident(), looks: { ...all, officer } }), [dalia.person, elise.person].sort())
  assert.deepEqual(await affectedBy(world, { ...incident(), looks: { ...all, agency: 'municipality' } }), [dalia.person])
  assert.deepEqual(
    await affectedBy(world, { ...incident(), looks: { ...all, service: 'child-benefit', register: 'population.person' } }),
    [],
  )
  assert.equal((await affectedBy(world, { ...incident(), looks: { ...all, register: 'tax.assessed-income' } })).length, 3)
})

test('each is told once, in their language, however often it is run, also at the same moment', async () => {
  await changeLanguage(world, elise.person, 'fr')
  const one = incident({}, '2026-11-curious')
  const people = await affectedBy(world, one)
  const runs = await Promise.all([1, 2, 3].map(() => notifyIncident(world, one, people)))
  assert.equal(
    runs.reduce((sum, run) => sum + run!.told, 0),
    2,
  )
  assert.deepEqual(await notifyIncident(world, one, people), { told: 0, before: 2 })
  for (const { person } of [bo, elise]) assert.equal((await messagesOf(world, person, one.id)).length, 1)
  assert.equal((await messagesOf(world, elise.person, one.id))[0]?.language, 'fr')
  assert.equal((await messagesOf(world, kofi.person, one.id)).length, 0)
  assert.deepEqual(
    (await eventsAbout(world, one.id)).map(({ kind }) => kind),
    ['incident.told', 'incident.told'],
  )
})

test('one that broke off goes on where it was, and somebody found later is told too', async () => {
  const one = incident(all, '2026-11-broken-off')
  const people = await affectedBy(world, one)
  assert.deepEqual(await notifyIncident(world, one, people.slice(0, 1)), { told: 1, before: 0 })
  assert.deepEqual(await notifyIncident(world, one, people), { told: 2, before: 1 })
})

test('a name that another incident has is not taken for the same', async () => {
  await notifyIncident(world, incident({}, 'same-name'), [])
  assert.equal(await notifyIncident(world, { ...incident(all, 'same-name') }, [bo.person]), undefined)
  assert.equal((await messagesOf(world, bo.person, 'same-name')).length, 0)
})

test('an incident file that cannot be understood says everything that is wrong with it', () => {
  assert.deepEqual(readIncident('nothing'), ['An incident file names id, agency, subject, text and looks.'])
  const faults = readIncident({
    ...{ id: 'X', agency: 1, subject: { en: 'a', fr: 'b' }, text: words },
    looks: { from: '2026-11-22', until: '2026-11-21T00:00:00Z', whoever: 'x' },
  }) as string[]
  for (const name of ['id:', 'agency:', 'subject.ar:', 'looks:', 'looks.whoever:', 'looks.from:'])
    assert.ok(
      faults.some(fault => fault.startsWith(name)),
      name,
    )
  assert.equal(faults.length, 6)
})
