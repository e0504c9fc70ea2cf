import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { compactVerify, createLocalJWKSet } from 'jose'
import { newId, rows, run, sql } from '#platform'
import { answerPage } from './answer-page.ts'
import { changeDraft } from './change-draft.ts'
import { sendJourney } from './send-journey.ts'
import { findDraft, submissionByReference } from './store.ts'
import { countOf, freja, POPULATION, populationOf, signedIn, testTown, typed, walker, withdrawn } from './testing/town.ts'

const { world, registers, resetRegisters } = await testTown()
afterEach(resetRegisters)

const bo = async (subject: string, walking: Parameters<typeof walker>[1] = {}, town = world) =>
  walker(town, { person: (await signedIn(town, subject)).person, ...walking })

const nothingSent = { submissions: 0, cases: 0, messages: 0, invitations: 0 }

test('one submission opens four cases, one for each agency, with a message from each, and the draft is closed', async () => {
  const her = await bo('sends-once')
  const { draft } = await her.ready()
  const sent = await her.send(draft)
  assert.equal(sent.result, 'sent')
  const { events, ...counted } = await countOf(world, her.person)
  assert.deepEqual(counted, { submissions: 1, cases: 4, messages: 4, invitations: 1 })
  assert.equal(events.filter(kind => kind === 'case.opened').length, 4)
  assert.equal(events.filter(kind => kind === 'journey.submitted').length, 1)
  assert.equal((await her.placeNow(draft)).place.at, 'sent')
  assert.deepEqual((await findDraft(world, her.person, draft.id))!.answers, {}, 'a draft keeps no second copy of what was sent')
})

const breakages = {
  'a case cannot be opened': {
    breaks: sql`alter table cases.case_file add constraint broken check (service <> 'childcare-place') not valid`,
    mends: sql`alter table cases.case_file drop constraint broken`,
  },
  'a message cannot be delivered': {
    breaks: sql`alter table mailbox.message add constraint broken check (false) not valid`,
    mends: sql`alter table mailbox.message drop constraint broken`,
  },
  'the invitation to say how it was cannot be kept': {
    breaks: sql`alter table feedback.invitation add constraint broken check (false) not valid`,
    mends: sql`alter table feedback.invitation drop constraint broken`,
  },
  'the submission itself cannot be kept': {
    breaks: sql`alter table journeys.submission add constraint broken check (false) not valid`,
    mends: sql`alter table journeys.submission drop constraint broken`,
  },
}

for (const [what, { breaks, mends }] of Object.entries(breakages))
  test(`where ${what}, nothing at all is sent and the draft stays as it was`, async () => {
    const her = await bo(what)
    const { draft, digest } = await her.ready()
    const before = await countOf(world, her.person)
    await run(world, breaks)
    try {
      await assert.rejects(her.send(draft), /broken/)
    } finally {
      await run(world, mends)
    }
    const after = await countOf(world, her.person)
    assert.deepEqual(after, before)
    assert.deepEqual({ ...after, events: [] }, { ...nothingSent, events: [] })
    const place = await her.placeNow(draft)
    assert.deepEqual([place.place.at, place.digest], ['check', digest])
    assert.equal((await her.send(draft)).result, 'sent', 'and it can be sent once the fault is gone')
  })

test('sent a hundred times at once, it is one submission with one receipt', async () => {
  const her = await bo('sends-100')
  const { draft, digest } = await her.ready()
  const sending = { personId: her.person, id: draft.id, key: draft.submissionKey, digest }
  const all = await Promise.all(Array.from({ length: 100 }, () => sendJourney(world, sending)))
  const references = new Set(all.map(sent => sent.result === 'sent' && sent.submission.reference))
  assert.equal(references.size, 1)
  const { submissions, cases, messages, events } = await countOf(world, her.person)
  assert.deepEqual([submissions, cases, messages], [1, 4, 4])
  assert.equal(events.filter(kind => kind === 'journey.submitted').length, 1)
})

test('the receipt is signed when it is sent, over the fingerprint of what was declared, with nothing the person said', async () => {
  const her = await bo('sends-signed')
  const { draft, digest: read } = await her.ready()
  const sending = { personId: her.person, id: draft.id, key: draft.submissionKey, digest: read }
  const [sent, again] = [await sendJourney(world, sending), await sendJourney(world, sending)]
  assert.ok(sent.result === 'sent' && again.result === 'sent')
  const { reference, digest, sentAt, requests, signedReceipt } = sent.submission
  const { payload } = await compactVerify(signedReceipt!, createLocalJWKSet({ keys: [...world.signer.keys] }))
  const said = JSON.parse(new TextDecoder().decode(payload))
  assert.deepEqual([said.reference, said.digest, said.sentAt], [reference, digest, sentAt.toISOString()])
  assert.deepEqual(
    said.services.map((one: { reference: string }) => one.reference),
    requests.map(one => one.reference),
  )
  assert.doesNotMatch(JSON.stringify(said), /Lindgren|Freja|5430000/)
  assert.equal(again.submission.signedReceipt, signedReceipt, 'sent again it is the same receipt')
})

test('the same key with other content is refused, and nothing changes', async () => {
  const her = await bo('other-content')
  const { draft, digest } = await her.ready()
  const first = await her.send(draft, { digest })
  const before = await countOf(world, her.person)
  await assert.rejects(her.send(draft, { digest: 'of something else' }), { code: 'SUBMISSION_KEY_REUSED', status: 422 })
  assert.deepEqual(await countOf(world, her.person), before)
  const again = await her.send(draft, { digest })
  assert.deepEqual(
    [first, again].map(sent => sent.result === 'sent' && sent.submission.reference),
    Array(2).fill(first.result === 'sent' && first.submission.reference),
  )
})

test('what was sent before a service was withdrawn still gives its receipt when it is sent again', async () => {
  const her = await bo('withdrawn-after')
  const { draft, digest } = await her.ready()
  const first = await her.send(draft, { digest })
  const later = walker({ ...world, catalogue: withdrawn(world.catalogue, 'register-birth') }, { person: her.person })
  const again = await sendJourney(
    { ...world, catalogue: withdrawn(world.catalogue, 'register-birth') },
    { personId: her.person, id: draft.id, key: draft.submissionKey, digest },
  )
  assert.deepEqual(again.result === 'sent' && again.submission, first.result === 'sent' && first.submission)
  await assert.rejects(later.placeNow(draft), { code: 'SERVICE_WITHDRAWN', status: 410 })
})

test('somebody else’s draft, key or reference is as little there as one that never was', async () => {
  const [her, him] = [await bo('owner'), await bo('stranger')]
  const { draft, digest } = await her.ready()
  const other = await him.ready()
  const attempts = [
    { personId: him.person, id: draft.id, key: draft.submissionKey, digest },
    { personId: him.person, id: newId(), key: newId(), digest },
    { personId: him.person, id: other.draft.id, key: draft.submissionKey, digest },
    { personId: him.person, id: 'x', key: 'y', digest },
  ]
  for (const attempt of attempts) await assert.rejects(sendJourney(world, attempt), { code: 'JOURNEY_NOT_FOUND', status: 404 })
  const sent = await her.send(draft)
  assert.ok(sent.result === 'sent')
  assert.equal(await submissionByReference(world, him.person, sent.submission.reference), undefined)
  assert.equal((await countOf(world, him.person)).submissions, 0)
})

test('answers changed after the check page was drawn are not sent unseen', async () => {
  const her = await bo('changed-since')
  const { draft, digest } = await her.ready()
  await her.answer(draft, 'childcare-place.place', { ...typed, 'childcare.daysPerWeek': '2' })
  assert.equal((await her.send(draft, { digest })).result, 'changed')
  assert.deepEqual((await countOf(world, her.person)).submissions, 0)
  const sent = await her.send(draft)
  assert.ok(sent.result === 'sent')
})

test('an answer that opens another question leads back to it', async () => {
  const her = await bo('opens-again')
  const { draft, digest } = await her.ready()
  await her.answer(draft, 'childcare-place.needs', { 'childcare.hasNeeds': 'yes' })
  const sent = await her.send(draft, { digest })
  assert.ok(sent.result === 'open' && sent.place.at === 'page')
  assert.equal(sent.place.step.id, 'childcare-place.care')
})

test('an answer that was good when it was given and is not any more is asked again', async () => {
  const her = await bo('out-of-date')
  const { draft, digest } = await her.ready()
  world.setNow('2027-10-01T09:00:00Z')
  try {
    const sent = await her.send(draft, { digest })
    assert.ok(sent.result === 'open' && sent.place.at === 'page')
    assert.equal(sent.place.step.id, 'childcare-place.place', 'the day the place should start has gone by')
  } finally {
    world.setNow('2026-11-21T09:00:00Z')
  }
})

test('a journey is started once, with its first saved answer, and never twice', async () => {
  const her = await bo('starts')
  const draft = await her.start()
  await her.walkTo(draft, 'childcare-place.place')
  const starts = async () => (await countOf(world, her.person)).events.filter(kind => kind === 'journey.started').length
  await her.walkTo(draft, 'check')
  assert.equal(await starts(), 1)
  await her.send(draft)
  assert.equal(await starts(), 1)
})

test('a journey whose every answer the registers told has started by the time it is sent', async () => {
  registers[POPULATION] = populationOf([{ ...freja, givenNames: 'Freja' }])
  const her = await bo('all-told', { services: [] })
  const { draft, answered } = await her.ready()
  assert.deepEqual(answered, [])
  await her.send(draft)
  const { events } = await countOf(world, her.person)
  assert.equal(events.filter(kind => kind === 'journey.started').length, 1)
  assert.ok(events.indexOf('journey.started') < events.indexOf('journey.submitted'))
})

test('nothing about a sent journey can be changed any more', async () => {
  const her = await bo('sent-is-sent')
  const { draft } = await her.ready()
  await her.send(draft)
  const act = { step: 'child-benefit.account', raw: typed, seen: '', language: 'en' } as const
  await assert.rejects(answerPage(world, { personId: her.person, id: draft.id }, act), {
    code: 'JOURNEY_ALREADY_SENT',
    status: 409,
  })
  await assert.rejects(
    changeDraft(world, { personId: her.person, id: draft.id }, () => ({ draft: null, result: undefined })),
    { status: 409 },
  )
})

test('no event carries a word the person said', async () => {
  // Long enough that sealed text does not say it by chance.
  const canary = 'Zyxwvutsr'
  const her = await bo('canary', {
    typed: { 'child.givenNames': `${canary}ana`, 'childcare.hasNeeds': 'yes', 'childcare.needs': `${canary} nuts` },
  })
  const { draft } = await her.ready()
  await her.send(draft)
  const spilt = await rows(world, sql`select kind from platform.event where facts::text like ${`%${canary}%`}`)
  assert.deepEqual(spilt, [])
  const open = await rows(
    world,
    sql`select 1 from journeys.submission s where s::text like ${`%${canary}%`}
        union all select 1 from journeys.draft d where d::text like ${`%${canary}%`}`,
  )
  assert.deepEqual(open, [], 'and what the person said is sealed in the database')
})
