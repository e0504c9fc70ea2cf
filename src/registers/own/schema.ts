import Type, { type Static, type TProperties } from 'typebox'

const only = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false })
const Words = Type.Record(Type.String({ pattern: '^[a-z]{2,3}$' }), Type.String({ minLength: 1, maxLength: 500 }), {
  minProperties: 1,
  description: 'Words by language, such as { en: Name, fr: Nom, ar: … }.',
})
const FactName = Type.String({
  pattern: '^[a-z][A-Za-z0-9]*\\.[a-z][A-Za-z0-9]*$',
  description: 'A fact is named entity.field, such as company.name.',
})
const Place = Type.String({
  pattern: '^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*$',
  description: 'Where it stands in the answer, such as address.town.',
})
const Law = Type.String({ minLength: 3, maxLength: 200, description: 'The law, as it is cited.' })

const Told = only({
  name: Words,
  purpose: Words,
  get: Type.String({
    pattern: '^(/[a-z0-9-]+)*/\\{(nationalId|organisationNumber)\\}(/[a-z0-9-]+)*$',
    maxLength: 200,
    description: 'A path with {nationalId} or {organisationNumber} as one of its parts, such as /companies/{organisationNumber}.',
  }),
  gives: Type.Record(FactName, Place, { minProperties: 1 }),
  to: Type.Array(
    only({
      client: Type.String({
        pattern: '^[^/\\s]+(/[^/\\s]+){2,3}$',
        description: 'Who may ask, as X-Road names a member or its subsystem: FH/GOV/tax-office/tax.',
      }),
      name: Words,
      law: Law,
    }),
    { minItems: 1 },
  ),
})

/** `own-registers/NAME.yaml`: a register that an agency keeps in Portico, and who may ask what of it. */
export const OwnRegisterFile = only({
  name: Words,
  agency: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  law: Law,
  purpose: Words,
  about: Type.Enum(['person', 'organisation'], { description: 'Whom an entry is about: a person or an organisation.' }),
  key: FactName,
  title: FactName,
  'find-by': Type.Array(FactName, { minItems: 1, maxItems: 5 }),
  fields: Type.Array(FactName, { minItems: 1, maxItems: 60 }),
  'acts-for': Type.Optional(
    only({ person: FactName, when: Type.Optional(only({ fact: FactName, is: Type.Array(Type.String(), { minItems: 1 }) })) }),
  ),
  tells: Type.Optional(Type.Record(Type.String({ pattern: '^[a-z][a-z0-9-]*$' }), Told, { additionalProperties: false })),
})
export type OwnRegisterFile = Static<typeof OwnRegisterFile>
