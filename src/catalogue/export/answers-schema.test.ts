import assert from 'node:assert/strict'
import test from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import type { Fact } from '../fact.ts'
import { loadCatalogue } from '../load-catalogue.ts'
import { answerFault, type RawAnswer, readAnswer } from '../read-answer.ts'
import type { Service } from '../service.ts'
import { typedAnswers } from '../testing/index.ts'
import { answersSchema } from './answers-schema.ts'
import { factSchema } from './fact-schema.ts'

const on = '2026-11-21'
const fairhaven = await loadCatalogue(new URL('../../../', import.meta.url).pathname)
const services = [...fairhaven.services.values()]
const ajv = () => new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

const shared = ajv()

/** A service's schema, compiled; `complete` adds what a complete request must have. */
function validatorOf(service: Service, complete = false) {
  const schema = answersSchema(service)
  const both = { ...schema, $id: `https://fairhaven.example/${service.id}`, ...(complete && { $ref: '#/$defs/complete' }) }
  return ajv().compile(both)
}

for (const service of services) {
  test(`${service.id}: every example’s answers fit the schema, and none of them fits once it is mangled`, () => {
    const validate = validatorOf(service)
    for (const { name, given } of service.examples) {
      assert.ok(validate(given), `${name}: ${shared.errorsText(validate.errors)}`)
      for (const [what, mangled] of manglings(given)) assert.ok(!validate(mangled), `${name}: ${what}`)
    }
  })

  test(`${service.id}: a complete request is one that leaves out no question that is always asked`, () => {
    const complete = validatorOf(service, true)
    const { asked, answers } = completeAnswers(service)
    assert.ok(complete(answers), shared.errorsText(complete.errors))
    for (const [entity, field] of asked) {
      const { [field]: _, ...others } = oneOf(answers[entity])
      const less = { ...answers, [entity]: Array.isArray(answers[entity]) ? [others] : others }
      assert.ok(!complete(less), `without ${entity}.${field}`)
    }
  })
}

/** One thing wrong at each answer: a fact nobody asks, a value of another kind, an entity that is no group. */
function* manglings(given: object): Generator<[string, object]> {
  yield ['an entity nobody knows', { ...given, nobody: {} }]
  for (const [entity, group] of Object.entries(given)) {
    const put = (entry: object) => ({ ...given, [entity]: Array.isArray(group) ? [entry] : entry })
    yield [`${entity} as a text`, { ...given, [entity]: 'text' }]
    yield [`${entity} the other way round`, { ...given, [entity]: Array.isArray(group) ? {} : [] }]
    yield [`${entity} with a field nobody knows`, put({ ...oneOf(group), nothing: 1 })]
    for (const [field, value] of Object.entries(oneOf(group))) {
      const other = typeof value === 'object' ? 'text' : { of: value }
      yield [`${entity}.${field} as something else`, put({ ...oneOf(group), [field]: other })]
    }
  }
}

function oneOf(group: unknown): Record<string, unknown> {
  return (Array.isArray(group) ? group[0] : group) as Record<string, unknown>
}

function completeAnswers({ pages }: Service) {
  const needed = pages.filter(page => !page.when).flatMap(page => page.facts.filter(fact => !fact.optional))
  const answers: Record<string, unknown> = {}
  for (const fact of needed) {
    const place = fact.of ?? fact.entity
    const entry = { ...(answers[place] ? oneOf(answers[place]) : {}), [fact.field]: goodAnswers(fact)[0] }
    answers[place] = fact.of ? [entry] : entry
  }
  return { answers, asked: needed.map(fact => [fact.of ?? fact.entity, fact.field] as const) }
}

/** Answers of the plainest kind, as they are kept. */
function goodAnswers(fact: Fact): unknown[] {
  const samples: RawAnswer[] = [...typedAnswers(fact), 'A12345678', 'FH204518', 'FC-1001', 'GB82WEST12345698765432', '2026-01-31']
  const read = samples.map(raw => readAnswer(fact, raw, { language: 'en', on }))
  return read.flatMap(result => (result.ok ? [result.value] : []))
}

const WORDS = ['', 'a', ' a  b\nc ', 'GB82WEST12345698765432', 'bo@example.org', 'bo..x@example.org', 'x@y', '+4512345678', '12']
const MORE_WORDS = [
  'https://a.example',
  'ftp://a.example',
  'mailto:a',
  '2026-02-28',
  '2026-13-01',
  '1849-01-01',
  'A\u202eB',
  '2026-02',
]
const anything = fc.oneof(
  fc.constantFrom<unknown>(null, true, [], {}, 0, 1, -1, 1.5, 1e15, 1e14, ...WORDS, ...MORE_WORDS),
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.array(fc.constantFrom('young', 'old', 'x', 1), { maxLength: 4 }),
  fc.record({ line1: fc.string(), town: fc.string(), postcode: fc.string({ maxLength: 14 }) }, { requiredKeys: ['line1'] }),
  fc.array(fc.record({ name: fc.string(), pays: fc.constantFrom(null, 5, -5, 'x') }, { requiredKeys: [] }), { maxLength: 12 }),
)
/** What only the program itself sees: the calendar, check digits, whole hosts, halves of signs. */
const BEYOND = new Set(['impossible-date', 'not-past', 'not-future', 'not-bank-account', 'not-website', 'not-text'])

test('the schema and the program agree on what an answer may be, for every fact and whatever comes', () => {
  const facts = new Map(services.flatMap(service => [...service.facts]))
  for (const fact of facts.values()) {
    const validate = shared.compile(factSchema(fact))
    const agrees = (value: unknown) => {
      const fault = answerFault(fact, value, on)
      const inner = fault?.code === 'in-list' ? fault.fault : fault
      const fits = validate(value)
      if (!fault) assert.ok(fits, `${fact.name} ${JSON.stringify(value)}: ${shared.errorsText(validate.errors)}`)
      else if (!BEYOND.has(inner!.code)) assert.ok(!fits, `${fact.name} ${JSON.stringify(value)}: ${inner!.code}`)
    }
    for (const value of goodAnswers(fact)) agrees(value)
    fc.assert(fc.property(anything, agrees), { numRuns: 100 })
  }
})
