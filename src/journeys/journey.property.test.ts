import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#platform'
import { askAgain, askRegisters } from './ask-registers.ts'
import { addEntry, removeEntry } from './change-entries.ts'
import { chooseServices } from './choose-services.ts'
import { confirmKnown } from './confirm-known.ts'
import { seenMark } from './merge-answers.ts'
import { sendJourney } from './send-journey.ts'
import { stepsOf } from './steps.ts'
import { answering, countOf, freja, POPULATION, populationOf, signedIn, TAX, testTown, typed, walker } from './testing/town.ts'

const { world, registers } = await testTown()
const QUERIES = ['population.person', 'population.birth-notices', 'population.household', 'tax.assessed-income']
const RUNS = 25

const weather = {
  fair: answering,
  silent: { [POPULATION]: () => ({ reason: 'unreachable' as const }), [TAX]: () => ({ reason: 'unreachable' as const }) },
  twins: { ...answering, [POPULATION]: populationOf([freja, { ...freja, noticeId: 'BN-2' }]) },
  ignorant: { [POPULATION]: () => ({ status: 404, json: null }), [TAX]: () => ({ refused: 403 }) },
}

const answers = fc.record(
  {
    'household.livesWithPartner': fc.constantFrom('yes', 'no'),
    'childcare.hasNeeds': fc.constantFrom('yes', 'no'),
    'childcare.daysPerWeek': fc.constantFrom('1', '5'),
    'child.givenNames': fc.constantFrom('Ama', 'Kojo', ''),
  },
  { requiredKeys: [], noNullPrototype: true },
)

const act = fc.oneof(
  { weight: 8, arbitrary: fc.record({ act: fc.constant('go on' as const), answers }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('answer again' as const), step: fc.nat(40), answers }) },
  fc.record({ act: fc.constant('choose' as const), services: fc.subarray(['child-benefit', 'childcare-place', 'nonsense']) }),
  fc.record({ act: fc.constant('ask' as const), consents: fc.subarray(QUERIES) }),
  fc.record({ act: fc.constant('ask again' as const), query: fc.constantFrom(...QUERIES) }),
  fc.record({ act: fc.constant('confirm' as const), disputed: fc.subarray(QUERIES, { maxLength: 1 }) }),
  fc.record({ act: fc.constant('add' as const), step: fc.nat(40) }),
  fc.record({ act: fc.constant('remove' as const), step: fc.nat(40) }),
  fc.record({
    act: fc.constant('weather' as const),
    weather: fc.constantFrom(...(['fair', 'silent', 'twins', 'ignorant'] as const)),
  }),
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('send' as const), times: fc.integer({ min: 1, max: 3 }), stale: fc.boolean() }),
  },
)
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never

let walks = 0

/** One person's walk, one act at a time, with whatever the acts need to know. */
async function begin() {
  Object.assign(registers, answering)
  const her = walker(world, { person: (await signedIn(world, `walk ${walks++}`)).person })
  const draft = await her.start()
  const of = { personId: her.person, id: draft.id }
  let digestBefore = 'none'

  async function stepAt(number: number) {
    const { draft: now, definition } = await her.placeNow(draft)
    const steps = stepsOf(definition, now, '2026-11-21')
    const step = steps[number % Math.max(steps.length, 1)]
    return step && { step: step.id, seen: seenMark(step, now) }
  }

  async function perform(one: Act): Promise<unknown> {
    if (one.act === 'weather') return Object.assign(registers, weather[one.weather])
    if (one.act === 'choose') return chooseServices(world, of, one.services)
    if (one.act === 'ask') return askRegisters(world, of, one.consents)
    if (one.act === 'ask again') return askAgain(world, of, one.query)
    if (one.act === 'confirm') return confirmKnown(world, of, one.disputed)
    if (one.act === 'send') return send(one)
    if (one.act === 'go on') return goOn(one.answers)
    const at = await stepAt(one.step)
    if (!at) return
    if (one.act === 'add') return addEntry(world, of, at.step)
    if (one.act === 'remove') return removeEntry(world, of, at)
    return her.answer(draft, at.step, { ...typed, ...one.answers }).catch(onlyFaults)
  }

  async function goOn(changed: object): Promise<unknown> {
    const { place } = await her.placeNow(draft)
    if (place.at === 'services') return chooseServices(world, of, ['child-benefit', 'childcare-place'])
    if (place.at === 'registers') return askRegisters(world, of, QUERIES)
    if (place.at === 'known') return confirmKnown(world, of, [])
    if (place.at === 'page') return her.answer(draft, place.step.id, { ...typed, ...changed }).catch(onlyFaults)
    if (place.at === 'check') return send({ times: 1, stale: false })
  }

  async function send({ times, stale }: { times: number; stale: boolean }): Promise<unknown> {
    const { draft: now, digest } = await her.placeNow(draft)
    const sending = { ...of, key: now.submissionKey, digest: stale ? digestBefore : digest }
    digestBefore = digest
    return Promise.all(Array.from({ length: times }, () => sendJourney(world, sending).catch(onlyRefusals)))
  }

  return { ...her, draft, perform }
}

function onlyRefusals(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

function onlyFaults(error: unknown): void {
  if (error instanceof Error && /"code":/.test(error.message)) return
  onlyRefusals(error)
}

async function holdsTogether({ person, draft, placeNow }: Awaited<ReturnType<typeof begin>>): Promise<void> {
  const { submissions, cases, messages, invitations, events } = await countOf(world, person)
  const { draft: now, place } = await placeNow(draft)
  const count = (kind: string) => events.filter(event => event === kind).length
  assert.equal(submissions, place.at === 'sent' ? 1 : 0, 'sent and submission are the same thing')
  assert.ok(submissions === 0 ? cases === 0 : cases >= 2 && cases <= 4)
  assert.deepEqual([messages, invitations, count('journey.submitted')], [cases, submissions, submissions])
  assert.ok(count('journey.started') <= 1 && count('journey.started') >= submissions)
  for (const key of Object.keys(now.told)) {
    const [name, index = '0'] = key.split(' ')
    const [entity, field] = name!.split('.')
    const entry = entity === 'child' ? (now.answers.children as Record<string, unknown>[])[Number(index)] : now.answers[entity!]
    assert.notEqual((entry as Record<string, unknown>)[field!], undefined, `${key} was told and is there`)
  }
}

test('in whatever order a person does things, a receipt means one submission with all its cases, and none means none', async () => {
  let sent = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 45 }), async acts => {
      const walk = await begin()
      for (const one of acts) {
        await walk.perform(one).catch(onlyRefusals)
        await holdsTogether(walk)
      }
      sent += (await countOf(world, walk.person)).submissions
    }),
    { numRuns: RUNS },
  )
  assert.ok(sent > 0, 'some of these walks end with a receipt')
})
