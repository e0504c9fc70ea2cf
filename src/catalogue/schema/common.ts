import Type, { type Static, type TObject, type TProperties } from 'typebox'

export const LONGEST_FILE = 1_000_000

/** Words in every language the file is offered in: `{ en: …, fr: … }`. */
export const WordsShape = Type.Record(
  Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }),
  Type.String({ minLength: 1, maxLength: 20_000 }),
  {
    additionalProperties: false,
    minProperties: 1,
    description: 'Words by language, such as { en: Name, fr: Nom }.',
  },
)
export type WordsShape = Static<typeof WordsShape>

/** An object that knows all its keys, so that a mistyped one is a fault. */
export function only<P extends TProperties>(properties: P, description?: string): TObject<P> {
  return Type.Object(properties, { additionalProperties: false, ...(description && { description }) })
}

/** A map from names to entries. */
export function mapOf<T extends Type.TSchema>(key: { pattern: string; description: string }, entry: T) {
  return Type.Record(Type.String({ pattern: key.pattern }), entry, { additionalProperties: false, description: key.description })
}

export const ID = {
  pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  description: 'An id is lower-case words joined by hyphens, such as child-benefit.',
}
export const NAME = {
  pattern: '^[a-z][A-Za-z0-9]*$',
  description: 'A name used in rules is camelCase, such as weeklyFirst: FEEL reads a hyphen as a minus sign.',
}
export const FACT = {
  pattern: '^[a-z][A-Za-z0-9]*\\.[a-z][A-Za-z0-9]*$',
  description: 'A fact is named entity.field, both camelCase, such as child.bornOn.',
}
export const EVENT = {
  pattern: '^[a-z0-9-]+(\\.[a-z0-9-]+)+$',
  description: 'An event is named by what it happened to and what happened: birth.registered.',
}
export const DAY = { pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A calendar day is written 2026-04-06.' }
export const DURATION = { pattern: '^P\\d+[YMWD]$', description: 'A length of time is written P2Y, P6M, P2W or P10D.' }
export const ReadingAge = Type.Integer({
  minimum: 6,
  maximum: 25,
  description: 'A reading age is in years: 12 means that most children of twelve can read it.',
})
export const WORKING_DAYS = { pattern: '^\\d{1,3} working days?$', description: 'A promise is written “5 working days”.' }

export const text = (shape: { pattern: string; description: string }) => Type.String({ ...shape, maxLength: 200 })
export const LawUrl = Type.String({ pattern: '^https?://\\S+$', maxLength: 2000, description: 'A full web address, https://…' })
export const Feel = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'A FEEL expression over facts, parameters and today, such as applicant.livesWithPartner = true.',
})
