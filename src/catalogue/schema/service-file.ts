import Type, { type Static } from 'typebox'
import {
  DAY,
  DURATION,
  EVENT,
  FACT,
  Feel,
  ID,
  LawUrl,
  mapOf,
  NAME,
  only,
  ReadingAge,
  text,
  WORKING_DAYS,
  WordsShape,
} from './common.ts'
import { FactShape } from './facts-file.ts'

const Share = Type.String({ pattern: '^(100|\\d{1,2}(\\.\\d+)?) ?%$', description: 'A share is written “85 %”.' })
const Version = Type.Integer({ minimum: 1, description: 'Versions count from 1.' })

/** Any text, so that who writes an agency's name is told its id. */
const AgencyName = Type.String({ minLength: 1, maxLength: 200, description: 'The id of an agency, such as municipality.' })

const Direction = only({
  owner: AgencyName,
  board: Type.Optional(text(ID)),
  law: Type.Optional(
    Type.Array(only({ id: text(ID), cite: Type.String({ minLength: 1, maxLength: 500 }), url: Type.Optional(LawUrl) })),
  ),
  'life-events': Type.Optional(Type.Array(text(ID))),
  topics: Type.Optional(Type.Array(text(ID))),
  for: Type.Enum(['person', 'organisation', 'either']),
  'reading-age': Type.Optional(ReadingAge),
  targets: Type.Optional(
    only({
      completion: Type.Optional(Share),
      ease: Type.Optional(Share),
      'decided-in-time': Type.Optional(Share),
      touchpoints: Type.Optional(Type.Number({ minimum: 0 })),
      'asked-again': Type.Optional(Type.Integer({ minimum: 0 })),
    }),
  ),
})

const PageShape = only({
  page: text(ID),
  title: WordsShape,
  when: Type.Optional(Feel),
  repeat: Type.Optional(
    only({
      as: text(NAME),
      of: text(NAME),
      min: Type.Integer({ minimum: 0, maximum: 1000 }),
      max: Type.Integer({ minimum: 1, maximum: 1000 }),
      words: WordsShape,
    }),
  ),
  facts: Type.Optional(Type.Array(text(FACT), { maxItems: 200 })),
  guidance: Type.Optional(WordsShape),
})
export type PageShape = Static<typeof PageShape>

const Unit = Type.String({ minLength: 1, maxLength: 50 })
const Amount = Type.Union([Type.Number(), Type.Array(Type.Number(), { minItems: 1, maxItems: 1000 })], {
  description: 'A value is a number, or several by their place, such as [19400, 35500] for one and for two persons.',
})
const Parameter = Type.Object(
  {
    unit: Unit,
    source: Type.String({ minLength: 1, maxLength: 500 }),
    words: Type.Optional(WordsShape),
  },
  {
    patternProperties: { [DAY.pattern]: Amount },
    additionalProperties: false,
    description: 'A parameter has a unit, a source and values by day: 2026-04-06: 2690.',
  },
)

const WorkedOut = Type.Union([Feel, only({ is: Feel, unit: Type.Optional(Unit), words: Type.Optional(WordsShape) })], {
  description: 'A figure is an expression, or { is: …, unit: EUR-minor, words: { en: … } }.',
})

const Output = Type.Union([Type.Number(), Type.String({ minLength: 1, maxLength: 2000 })])
const Rule = Type.Object(
  { if: Type.Optional(Feel), then: Type.Enum(['grant', 'refuse', 'officer']), because: Type.Optional(text(ID)) },
  { patternProperties: { [NAME.pattern]: Output }, additionalProperties: false, description: NAME.description },
)

const Example = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 300 })),
    on: text(DAY),
    given: Type.Record(Type.String({ pattern: NAME.pattern }), Type.Unknown()),
    pages: Type.Optional(Type.Array(Type.String({ maxLength: 200 }))),
    ends: Type.Enum(['grant', 'refuse', 'officer']),
    because: Type.Optional(text(ID)),
  },
  { patternProperties: { [NAME.pattern]: Type.Unknown() }, additionalProperties: false, description: NAME.description },
)

const Development = only({
  know: Type.Optional(
    Type.Array(
      only({
        facts: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1 }),
        from: Type.String({ maxLength: 200 }),
        because: text(ID),
        consent: Type.Enum(['not-needed', 'asked']),
        purpose: Type.Optional(WordsShape),
      }),
    ),
  ),
  'asked-again': Type.Optional(
    Type.Array(only({ facts: Type.Array(text(FACT), { minItems: 1 }), because: WordsShape }), {
      description: 'Why a fact that a register holds is asked all the same: [{ facts: [child.bornOn], because: { en: … } }].',
    }),
  ),
  parameters: Type.Optional(mapOf(NAME, Parameter)),
  'work-out': Type.Optional(mapOf(NAME, WorkedOut)),
  eligible: Type.Optional(Type.Array(only({ id: text(ID), if: Feel, else: WordsShape }))),
  reasons: Type.Optional(mapOf(ID, WordsShape)),
  decide: only({ hit: Type.Enum(['first', 'unique']), rules: Type.Array(Rule, { minItems: 1, maxItems: 1000 }) }),
  examples: Type.Optional(Type.Array(Example)),
})

const Delivery = only({
  channels: Type.Array(Type.Enum(['web', 'phone', 'counter', 'post']), { minItems: 1 }),
  identity: Type.Enum(['low', 'substantial', 'high']),
  'decide-within': text(WORKING_DAYS),
  clock: only(
    { 'pauses-while': Type.Array(Type.Enum(['waiting-on-person', 'waiting-on-agency', 'waiting-on-other'])) },
    'A promise needs its clock: clock: { pauses-while: [waiting-on-person] }.',
  ),
  tasks: Type.Optional(
    Type.Array(
      only({ task: text(ID), agency: AgencyName, within: text(WORKING_DAYS), words: WordsShape, when: Type.Optional(Feel) }),
    ),
  ),
  messages: Type.Optional(
    only({ received: Type.Optional(WordsShape), granted: Type.Optional(WordsShape), refused: Type.Optional(WordsShape) }),
  ),
  pays: Type.Optional(only({ amount: text(NAME), every: Type.Enum(['once', 'week', 'month', 'year']), to: text(FACT) })),
  gives: Type.Optional(
    only({
      document: text(ID),
      name: WordsShape,
      'valid-for': Type.Optional(text(DURATION)),
      shows: Type.Array(text(FACT), { minItems: 1 }),
      words: Type.Optional(mapOf(FACT, WordsShape)),
    }),
  ),
  offers: Type.Optional(Type.Array(only({ service: text(ID), when: Type.Optional(Feel) }))),
  'starts-on': Type.Optional(
    only({
      event: text(EVENT),
      mode: Type.Enum(['offer', 'grant']),
      because: Type.Optional(text(ID)),
      'open-for': Type.Optional(
        Type.String({ pattern: '^[1-9]\\d{0,2} days?$', description: 'How long an offer stands is written “60 days”.' }),
      ),
    }),
  ),
  tells: Type.Optional(Type.Array(only({ register: text(EVENT), because: text(ID) }))),
  'granted-once': Type.Optional(text(FACT)),
  'ask-afterwards': Type.Optional(Type.Array(Type.Enum(['ease', 'effectiveness', 'trust', 'satisfaction']))),
})

/** `services/*.yaml`: one public service. */
export const ServiceFile = only({
  service: text(ID),
  version: Version,
  status: Type.Optional(Type.Enum(['live', 'withdrawn'])),
  languages: Type.Optional(Type.Array(Type.String({ minLength: 2, maxLength: 20 }), { minItems: 1 })),
  name: WordsShape,
  summary: WordsShape,
  facts: Type.Optional(mapOf(FACT, FactShape)),
  direction: Direction,
  design: only({ pages: Type.Array(PageShape, { maxItems: 1000 }) }),
  development: Development,
  delivery: Delivery,
})
export type ServiceFile = Static<typeof ServiceFile>

/** `life-events/*.yaml`: services around one moment of a life. */
export const LifeEventFile = only({
  'life-event': text(ID),
  version: Version,
  languages: Type.Optional(Type.Array(Type.String({ minLength: 2, maxLength: 20 }), { minItems: 1 })),
  name: WordsShape,
  summary: WordsShape,
  guidance: Type.Optional(WordsShape),
  services: Type.Array(
    only({
      service: text(ID),
      after: Type.Optional(text(ID)),
      optional: Type.Optional(Type.Boolean()),
      mode: Type.Optional(Type.Enum(['apply', 'grant'])),
      words: Type.Optional(WordsShape),
    }),
    { minItems: 1 },
  ),
})
export type LifeEventFile = Static<typeof LifeEventFile>
