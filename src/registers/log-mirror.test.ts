import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giveConsent, meetPerson } from '#people'
import { newId, rows, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import type { Answer, Exchange } from './adapters/index.ts'
import { lookupsAgainstLog } from './log-mirror.ts'
import { lookUp } from './look-up.ts'
import { insertGivenLookup } from './store.ts'
import { assessed, familyName, income, person } from './testing/facts.ts'

const world = await testWorld()
const exchange: Exchange = {
  async ask({ id, path }) {
    const outcome = path.includes('assessed')
      ? { kind: 'unavailable', reason: 'timeout' }
      : { kind: 'answered', status: 200, json: { familyName: 'Lindgren' } }
    return { id: id!, ms: 1, ...outcome } as Answer
  },
}

const mirror = () => rows<{ id: string; what: string }>(world, { name: '', text: lookupsAgainstLog.query, values: [] })

/** Does what a superuser can, says what the verifier would find, and takes it back. */
async function whatIsSaidOf(deed: string): Promise<string[]> {
  const client = await world.db.pool.connect()
  await client.query('begin; alter table registers.lookup disable trigger user; alter table platform.event disable trigger user')
  await client.query(deed)
  const { rows: found } = await client.query(lookupsAgainstLog.query)
  await client.query('rollback')
  client.release()
  return [...new Set(found.map(({ what }) => what))]
}

/** As a member of the exchange is told of somebody: one entry, whose end is known. */
async function askedByMember(person: string): Promise<void> {
  const member = 'FH/GOV/labour/pensions'
  const what = { query: 'provided.awards-v1', facts: ['decision'], agency: 'family-agency', service: member, law: 'Act s. 3' }
  const id = newId()
  const given = {
    ...what,
    id,
    person,
    by: member,
    member,
    issue: 'P-1',
    about: undefined,
    consent: undefined,
    messageId: newId(),
  }
  await insertGivenLookup(
    world,
    { ...given, outcome: 'found' },
    { kind: 'lookup.made', about: id, person, by: member, facts: { ...what, member, outcome: 'found', reason: null } },
  )
}

test('the list of lookups says what the log says, however they ended, and what was done to either alone is found', async () => {
  const introduced = { issuer: 'https://identity.example', subject: 'bo', name: { givenNames: 'Bo', familyName: 'Lindgren' } }
  const { personId } = await transaction(world, tx => meetPerson(tx, introduced, 'en'))
  const consent = await giveConsent(world, {
    ...{ person: personId, query: assessed.id, facts: [income.name], service: 'child-benefit' },
    ...{ purpose: { en: 'To work out the benefit' }, language: 'en' },
    terms: {
      ...{ controller: 'family-agency', recipients: ['family-agency'], jurisdiction: 'FH', notice: 'What was read' },
      ...{ categories: {}, processing: ['dpv:Collect'], retention: {} },
    },
  })
  const look = { person: personId, nationalId: 'FH-840312-1047', by: personId, service: 'child-benefit' }
  await lookUp({ ...world, exchange }, { ...look, query: person, facts: [familyName], ground: { law: 'Act s. 12' } })
  await lookUp({ ...world, exchange }, { ...look, query: assessed, facts: [income], ground: { consent } })
  await lookUp({ ...world, exchange }, { ...look, query: person, facts: [income], ground: { consent } })
  await lookUp(
    { ...world, exchange, onBehalf: { of: personId, by: newId(), mandate: newId() } },
    { ...look, query: person, facts: [familyName], ground: { law: 'Act s. 12' } },
  )
  await askedByMember(personId)
  assert.deepEqual(await mirror(), [])
  const altered = 'says something else than the log'
  for (const column of [
    `by = 'system'`,
    `law = 'Another Act' where law is not null`,
    `facts = '{x}'`,
    `agency = 'x'`,
    `service = 'x'`,
    `query = 'x'`,
  ])
    assert.deepEqual(await whatIsSaidOf(`update registers.lookup set ${column}`), [altered], column)
  for (const time of ['asked_at', 'person_id'])
    assert.ok(
      (
        await whatIsSaidOf(
          `update registers.lookup set ${time} = ${time === 'asked_at' ? `asked_at - interval '1 s'` : 'lookup_id'}`,
        )
      ).includes(altered),
    )
  assert.deepEqual(await whatIsSaidOf(`update registers.lookup set outcome = 'nothing' where outcome = 'found'`), [
    'ended otherwise than the log says',
  ])
  assert.deepEqual(await whatIsSaidOf('delete from registers.lookup'), ['is in the log and was taken out of the list'])
  assert.ok((await whatIsSaidOf(`delete from platform.event where kind like 'lookup.%'`)).includes('is not in the log'))
})
