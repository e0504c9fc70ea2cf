import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ConsentTerms, giveConsent, meetPerson, withdrawConsent } from '#people'
import { type Connection, one, rows, sql, transaction } from '#platform'
import { testWorld } from '#platform/testing'
import type { Answer, Exchange, Question } from './adapters/index.ts'
import { type LookUp, lookUp } from './look-up.ts'
import { completeLookup, keptHash } from './store.ts'
import { assessed, births, bornOn, childBornOn, familyName, income, person } from './testing/facts.ts'

const NATIONAL_ID = 'FH-840312-1047'
const world = await testWorld()

const newPerson = () =>
  transaction(world, async tx => {
    const name = { givenNames: 'Bo', familyName: 'Lindgren' }
    return (await meetPerson(tx, { issuer: 'https://identity.example', subject: crypto.randomUUID(), name }, 'en')).personId
  })

/** A register that answers with this, and remembers what it was asked. */
function registerThat(answer: (question: Question) => Partial<Answer> | Promise<Answer>): {
  asked: Question[]
  exchange: Exchange
} {
  const asked: Question[] = []
  const exchange: Exchange = {
    async ask(question) {
      asked.push(question)
      return { id: question.id!, ms: 1, ...(await answer(question)) } as Answer
    },
  }
  return { asked, exchange }
}
const saying = (json: unknown, status = 200) => registerThat(() => ({ kind: 'answered', status, json, requestHash: 'hash' }))

async function wanted(more: Partial<LookUp> = {}): Promise<LookUp> {
  const who = more.person ?? (await newPerson())
  const ground = { law: 'Civil Registration Act 2019 s.12' }
  return {
    person: who,
    nationalId: NATIONAL_ID,
    query: person,
    facts: [familyName],
    ground,
    by: who,
    service: 'birth-registration',
    ...more,
  }
}
const eventsOf = (who: string) =>
  rows<{ kind: string; by: string; facts: Record<string, unknown> }>(
    world,
    sql`select kind, by, facts from platform.event where person_id = ${who} and kind like 'lookup.%' order by seq`,
  )
const outcomesOf = async (who: string) =>
  (await rows<{ outcome: string }>(world, sql`select outcome from registers.lookup where person_id = ${who}`)).map(
    ({ outcome }) => outcome,
  )
const terms: ConsentTerms = {
  ...{ controller: 'family-agency', recipients: ['family-agency'], jurisdiction: 'FH', notice: 'What was read' },
  ...{ categories: {}, processing: ['dpv:Collect'], retention: {} },
}

test('a fact a register holds is told, and who asked what and why is on record', async () => {
  const look = await wanted({ about: crypto.randomUUID() })
  const { asked, exchange } = saying({ familyName: 'Lindgren', birth: { on: '1984-03-12' } })
  const result = await lookUp({ ...world, exchange }, look)
  assert.deepEqual(result, { status: 'found', answers: { applicant: { familyName: 'Lindgren' } }, at: world.now() })
  assert.deepEqual(
    asked.map(({ path, userId, issue, purpose }) => ({ path, userId, issue, purpose })),
    [
      {
        path: `/persons/${NATIONAL_ID}`,
        userId: `FH${look.person}`,
        issue: look.about,
        purpose: 'Civil Registration Act 2019 s.12',
      },
    ],
  )
  const facts = {
    query: 'population.person',
    facts: ['applicant.familyName'],
    agency: 'population-office',
    service: 'birth-registration',
    law: 'Civil Registration Act 2019 s.12',
  }
  assert.deepEqual(await eventsOf(look.person), [
    { kind: 'lookup.asked', by: look.person, facts },
    { kind: 'lookup.made', by: look.person, facts: { ...facts, outcome: 'found', reason: null } },
  ])
})

test('neither a person’s data nor their national identifier stands in the record', async () => {
  const look = await wanted()
  await lookUp({ ...world, exchange: saying({ familyName: 'Lindgren' }).exchange }, look)
  const record = await rows(
    world,
    sql`select to_jsonb(l)::text as whole from registers.lookup l where person_id = ${look.person}`,
  )
  const whole = JSON.stringify([record, await eventsOf(look.person)])
  assert.ok(!whole.includes('Lindgren') && !whole.includes(NATIONAL_ID))
})

test('a question is asked with the parts that its path has', async () => {
  const { asked, exchange } = saying({ assessedIncomeMinor: 4_200_000 })
  const result = await lookUp({ ...world, exchange }, await wanted({ query: assessed, facts: [income] }))
  assert.deepEqual([asked[0]!.path, asked[0]!.query], [`/persons/${NATIONAL_ID}/assessed-income`, { year: 'last' }])
  assert.deepEqual(result.status === 'found' && result.answers, { household: { incomeLastYear: 4_200_000 } })
})

test('the record is there before the register hears of it', async () => {
  const look = await wanted()
  let seen: string[] = []
  const { exchange } = registerThat(async ({ id }) => {
    seen = [...(await outcomesOf(look.person)), ...(await eventsOf(look.person)).map(({ kind }) => kind)]
    return { kind: 'answered', status: 200, json: { familyName: 'Lindgren' }, id: id!, ms: 1 }
  })
  await lookUp({ ...world, exchange }, look)
  assert.deepEqual(seen, ['asked', 'lookup.asked'])
})

test('a register that hangs is waited for no longer than its query allows, and the look is on record', async () => {
  const look = await wanted()
  const result = await lookUp({ ...world, exchange: registerThat(() => new Promise<Answer>(() => {})).exchange }, look)
  assert.deepEqual(result, { status: 'unavailable', reason: 'timeout', retryAfterSeconds: 30 })
  assert.deepEqual(await outcomesOf(look.person), ['unavailable'])
})

/** A world whose database fails on the nth statement that says this. */
function failingOn(text: RegExp, pass = 0) {
  let left = pass
  const failing = (connection: Pick<Connection, 'query'>) => {
    const query: Connection['query'] = statement =>
      text.test(statement.text) && left-- <= 0 ? Promise.reject(new Error('the disk is full')) : connection.query(statement)
    return { ...connection, query, write: query }
  }
  const pool = {
    connect: async () => {
      const client = await world.db.pool.connect()
      const query = (statement: { text: string } | string) =>
        failing({ query: inner => client.query(inner) }).query(
          typeof statement === 'string' ? { name: '', text: statement, values: [] } : (statement as never),
        )
      return { query, release: () => client.release() }
    },
  }
  return { ...world, db: { ...failing(world.db), pool } as unknown as typeof world.db }
}

test('what cannot be recorded is not asked', async () => {
  for (const table of [/insert into registers\.lookup/, /insert into platform\.event/]) {
    const { asked, exchange } = saying({ familyName: 'Lindgren' })
    await assert.rejects(lookUp({ ...failingOn(table), exchange }, await wanted()), /the disk is full/)
    assert.deepEqual(asked, [])
  }
})

test('what cannot be completed is not told', async () => {
  const look = await wanted()
  const { asked, exchange } = saying({ familyName: 'Lindgren' })
  await assert.rejects(lookUp({ ...failingOn(/insert into platform\.event/, 1), exchange }, look), /the disk is full/)
  assert.equal(asked.length, 1)
  assert.deepEqual(await outcomesOf(look.person), ['asked'])
})

test('the end of a look that nobody wrote down is refused, and no event tells of it', async () => {
  const [who, id] = [await newPerson(), crypto.randomUUID()]
  const event = { kind: 'lookup.made', about: id, person: who, by: who } as const
  await assert.rejects(completeLookup(world, { person: who, id, outcome: 'found' }, event), /had not been recorded/)
  assert.deepEqual(await eventsOf(who), [])
})

test('nonsense is neither used nor kept', async () => {
  const look = await wanted({ facts: [familyName, bornOn] })
  const result = await lookUp({ ...world, exchange: saying({ familyName: 'Lindgren', birth: { on: 'spring' } }).exchange }, look)
  assert.deepEqual(result, { status: 'unavailable', reason: 'nonsense', retryAfterSeconds: 30 })
  assert.deepEqual(await outcomesOf(look.person), ['unavailable'])
})

test('a register that knows nothing of a person, and one that will not say, are two things', async () => {
  const ask = async (answer: Partial<Answer>, look: LookUp) =>
    lookUp({ ...world, exchange: registerThat(() => answer).exchange }, look)
  const look = await wanted({ query: births, facts: [childBornOn] })
  assert.deepEqual(await ask({ kind: 'answered', status: 404, json: { error: 'no' } }, look), { status: 'nothing' })
  assert.deepEqual(await ask({ kind: 'answered', status: 200, json: { notices: [] } }, look), { status: 'nothing' })
  assert.equal((await ask({ kind: 'answered', status: 422, json: {} }, look)).status, 'unavailable')
  const refused = await ask({ kind: 'refused', status: 403 }, look)
  assert.deepEqual(refused, { status: 'unavailable', reason: 'refused', retryAfterSeconds: 3600 })
  const open = await ask({ kind: 'unavailable', reason: 'breaker-open' }, look)
  assert.deepEqual(open, { status: 'unavailable', reason: 'breaker-open', retryAfterSeconds: 10 })
  assert.deepEqual((await outcomesOf(look.person)).sort(), ['nothing', 'nothing', 'refused', 'unavailable', 'unavailable'])
})

test('a withdrawn consent stops the next look, and the person sees that it was refused', async () => {
  const who = await newPerson()
  const consent = await giveConsent(world, {
    person: who,
    query: assessed.id,
    facts: [income.name],
    purpose: assessed.purpose,
    service: 'child-benefit',
    language: 'en',
    terms,
  })
  const look = await wanted({ person: who, query: assessed, facts: [income], ground: { consent }, service: 'child-benefit' })
  const { asked, exchange } = saying({ assessedIncomeMinor: 1 })
  assert.equal((await lookUp({ ...world, exchange }, look)).status, 'found')
  await withdrawConsent(world, { person: who, consent })
  const after = await lookUp({ ...world, exchange }, look)
  assert.deepEqual(after, { status: 'unavailable', reason: 'no-consent', retryAfterSeconds: 3600 })
  assert.equal(asked.length, 1)
  assert.deepEqual((await outcomesOf(who)).sort(), ['found', 'refused'])
})

test('a consent is no ground for another person, another register or more facts', async () => {
  const [bo, kofi] = [await newPerson(), await newPerson()]
  const consent = await giveConsent(world, {
    person: bo,
    query: person.id,
    facts: [familyName.name],
    purpose: person.purpose,
    service: 'child-benefit',
    language: 'en',
    terms,
  })
  const { asked, exchange } = saying({ familyName: 'Lindgren' })
  for (const more of [{ person: kofi }, { query: assessed, facts: [income] }, { facts: [familyName, bornOn] }]) {
    const result = await lookUp({ ...world, exchange }, await wanted({ person: bo, ground: { consent }, ...more }))
    assert.equal(result.status === 'unavailable' && result.reason, 'no-consent')
  }
  assert.deepEqual(asked, [])
})

test('nothing is asked about somebody whose national identifier we were not told', async () => {
  const { asked, exchange } = saying({ familyName: 'Lindgren' })
  const result = await lookUp({ ...world, exchange }, await wanted({ nationalId: undefined }))
  assert.equal(result.status === 'unavailable' && result.reason, 'no-national-id')
  assert.deepEqual(asked, [])
})

test('no register is asked inside a transaction', async () => {
  const { asked, exchange } = saying({ familyName: 'Lindgren' })
  const look = await wanted()
  await assert.rejects(
    transaction({ ...world, exchange }, tx => lookUp(tx, look)),
    /never asked inside a transaction/,
  )
  assert.deepEqual(asked, [])
})

test('a look on record is neither changed nor taken away', async () => {
  const look = await wanted()
  await lookUp({ ...world, exchange: saying({ familyName: 'Lindgren' }).exchange }, look)
  const attempts = [
    sql`update registers.lookup set by = 'somebody else' where person_id = ${look.person}`,
    sql`update registers.lookup set outcome = 'nothing' where person_id = ${look.person}`,
    sql`delete from registers.lookup where person_id = ${look.person}`,
  ]
  for (const attempt of attempts) await assert.rejects(world.db.query(attempt), /a lookup is not changed/)
  assert.equal(
    (await one<{ count: number }>(world, sql`select count(*) as count from registers.lookup where person_id = ${look.person}`))
      .count,
    1,
  )
})

test('nothing is asked without a purpose, without a law or consent, or by somebody else without a case or an emergency', async () => {
  const { asked, exchange } = saying({ familyName: 'Lindgren' })
  const ways: [Partial<LookUp>, RegExp][] = [
    [{ query: { ...person, purpose: {} } }, /without a purpose/],
    [{ query: { ...person, purpose: { en: ' ' } } }, /without a purpose/],
    [{ ground: { law: ' ' } }, /without a ground/],
    [{ ground: { consent: '' } }, /without a ground/],
    [{ ground: {} as LookUp['ground'] }, /without a ground/],
    [{ by: crypto.randomUUID() }, /only for a case that needs it/],
  ]
  for (const [more, why] of ways) {
    const look = await wanted(more)
    await assert.rejects(lookUp({ ...world, exchange }, look), why)
    assert.deepEqual(await eventsOf(look.person), [])
  }
  assert.deepEqual(asked, [])
})

test('the hash of a message that names a person is kept keyed, so that no number can be tried out against it', async () => {
  const look = await wanted()
  const { exchange } = saying({ familyName: 'Lindgren' })
  await lookUp({ ...world, exchange }, look)
  const kept = await one<{ hash: string }>(
    world,
    sql`select request_hash as hash from registers.lookup where person_id = ${look.person}`,
  )
  assert.equal(kept.hash, keptHash(world, 'hash'))
  assert.ok(!kept.hash.includes('hash'))
})

test('the database itself keeps no lookup whose law is blank', async () => {
  const look = await wanted()
  await lookUp({ ...world, exchange: saying({ familyName: 'Lindgren' }).exchange }, look)
  const blank = sql`insert into registers.lookup
    select person_id, gen_random_uuid(), query, facts, agency, service, matter, by, ' ', consent_id, outcome, reason, message_id,
           request_hash, asked_at, answered_at from registers.lookup where person_id = ${look.person}`
  await assert.rejects(world.db.query(blank), /lookup_law_is_cited/)
})

test('an officer’s lookup names the case or the emergency that needs it, in the log', async () => {
  const [need, by] = [{ case: crypto.randomUUID() }, crypto.randomUUID()]
  const look = await wanted({ by, need })
  assert.equal((await lookUp({ ...world, exchange: saying({ familyName: 'Lindgren' }).exchange }, look)).status, 'found')
  assert.deepEqual(
    (await eventsOf(look.person)).map(event => [event.by, event.facts.case]),
    [
      [by, need.case],
      [by, need.case],
    ],
  )
})

test('a consent withdrawn before the question goes out is not asked on, however close the two come', async () => {
  const who = await newPerson()
  const agreed = () =>
    giveConsent(world, {
      ...{ person: who, query: assessed.id, facts: [income.name], purpose: assessed.purpose, service: 'child-benefit' },
      ...{ language: 'en', terms, about: crypto.randomUUID() },
    })
  const { asked, exchange } = saying({ assessedIncomeMinor: 1 })
  const about = { person: who, query: assessed, facts: [income], service: 'child-benefit' }
  for (let race = 0; race < 40; race++) {
    const consent = await agreed()
    const look = await wanted({ ...about, ground: { consent } })
    const before = asked.length
    const acts = [() => lookUp({ ...world, exchange }, look), () => withdrawConsent(world, { person: who, consent })]
    await Promise.all((race % 2 ? acts : acts.reverse()).map(act => act()))
    const order = await rows<{ kind: string }>(
      world,
      sql`select kind from platform.event where person_id = ${who} and kind in ('lookup.asked', 'consent.withdrawn')
            and (about = ${consent} or facts->>'consent' = ${consent}) order by seq`,
    )
    const wasAskedFirst = order[0]?.kind === 'lookup.asked'
    assert.equal(asked.length - before, wasAskedFirst ? 1 : 0, order.map(({ kind }) => kind).join(' '))
  }
})

test('a lookup that meets a withdrawal under way waits for it, and is then refused', async () => {
  const who = await newPerson()
  const consent = await giveConsent(world, {
    ...{ person: who, query: assessed.id, facts: [income.name], purpose: assessed.purpose, service: 'child-benefit' },
    ...{ language: 'en', terms },
  })
  const look = await wanted({ person: who, query: assessed, facts: [income], ground: { consent }, service: 'child-benefit' })
  const { asked, exchange } = saying({ assessedIncomeMinor: 1 })
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: underWay, resolve: begun } = Promise.withResolvers<void>()
  const withdrawing = transaction(world, async tx => {
    await withdrawConsent(tx, { person: who, consent })
    begun()
    await go
  })
  await underWay
  const looking = lookUp({ ...world, exchange }, look)
  await rows(world, sql`select pg_sleep(0.05)`)
  assert.deepEqual(asked, [])
  letGo()
  await withdrawing
  assert.equal((await looking).status, 'unavailable')
  assert.deepEqual(asked, [])
})
