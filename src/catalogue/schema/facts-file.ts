import Type, { type Static } from 'typebox'
import { FILE_KINDS } from '../answer/file-kind.ts'
import { FACT_TYPES } from '../fact.ts'
import { DURATION, FACT, mapOf, NAME, only, text, WordsShape } from './common.ts'

const OptionShape = only({
  value: Type.String({ minLength: 1, maxLength: 200 }),
  label: WordsShape,
  hint: Type.Optional(WordsShape),
})
const count = Type.Integer({ minimum: 0 })

const asked = {
  type: Type.Enum([...FACT_TYPES]),
  label: WordsShape,
  hint: Type.Optional(WordsShape),
  options: Type.Optional(Type.Array(OptionShape, { minItems: 1, maxItems: 1000 })),
  optional: Type.Optional(Type.Boolean()),
  'max-length': Type.Optional(count),
  'max-words': Type.Optional(count),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
  year: Type.Optional(Type.Boolean({ description: 'A number that is a calendar year: 1962, never 1,962.' })),
  pattern: Type.Optional(Type.String({ maxLength: 200 })),
  currency: Type.Optional(
    Type.String({ pattern: '^[A-Z]{3}$', description: 'A currency is its three-letter code, such as EUR.' }),
  ),
  past: Type.Optional(Type.Boolean()),
  future: Type.Optional(Type.Boolean()),
  'min-items': Type.Optional(count),
  'max-items': Type.Optional(count),
  'max-size': Type.Optional(
    Type.String({ pattern: '^([1-9]|10) MB$', description: 'A size is written “5 MB”; 10 MB is the most.' }),
  ),
  accept: Type.Optional(Type.Array(Type.Enum([...FILE_KINDS]), { minItems: 1, uniqueItems: true })),
}

export const ItemShape = only(asked)
export type ItemShape = Static<typeof ItemShape>

export const FactShape = only({
  ...asked,
  item: Type.Optional(mapOf(NAME, ItemShape)),
  sensitivity: Type.Optional(Type.Enum(['public', 'personal', 'confidential', 'special'])),
  retain: Type.Optional(text(DURATION)),
  authority: Type.Optional(Type.String({ maxLength: 200 })),
})
export type FactShape = Static<typeof FactShape>

/** `facts.yaml`: every datum of the government, once. */
export const FactsFile = only({
  entities: Type.Optional(mapOf(NAME, only({ many: text(NAME) }))),
  facts: mapOf(FACT, FactShape),
})
export type FactsFile = Static<typeof FactsFile>
