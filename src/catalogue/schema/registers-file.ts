import Type, { type Static } from 'typebox'
import { DAY, EVENT, FACT, ID, LawUrl, mapOf, NAME, only, ReadingAge, text, WordsShape } from './common.ts'

const Contact = only({
  telephone: Type.Optional(
    Type.String({
      pattern: '^\\+?[0-9][0-9 ]{2,30}$',
      description: 'A telephone number is digits and spaces, such as +33 1 23 45 67 89.',
    }),
  ),
  email: Type.Optional(Type.String({ pattern: '^[^@\\s]{1,64}@[^@\\s]{1,180}$', description: 'An e-mail address has one @.' })),
  opens: Type.Optional(WordsShape),
})

/** `agencies.yaml`: the government and those who act for it. */
export const AgenciesFile = only({
  government: only({
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'A country is its two-letter code.' }),
    name: WordsShape,
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'A currency is its three-letter code, such as EUR.' }),
    languages: Type.Array(Type.String({ minLength: 2, maxLength: 20 }), { minItems: 1 }),
    'reading-age': Type.Optional(ReadingAge),
    fictional: Type.Optional(Type.Boolean()),
    'closed-days': Type.Optional(Type.Array(text(DAY))),
  }),
  agencies: mapOf(ID, only({ name: WordsShape, url: Type.Optional(LawUrl), contact: Type.Optional(Contact) })),
})
export type AgenciesFile = Static<typeof AgenciesFile>

const Place = Type.String({
  pattern: '^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*$',
  description: 'Where it stands in the answer, such as address.town.',
})

const QueryShape = only({
  name: WordsShape,
  purpose: WordsShape,
  service: Type.String({
    pattern: '^[^/\\s]+(/[^/\\s]+){4}$',
    description: 'An X-Road service identifier has five parts, such as FH/GOV/tax-office/tax/assessments-v1.',
  }),
  get: Type.String({
    pattern: '^/\\S*$',
    maxLength: 500,
    description: 'A path begins with a slash, such as /persons/{nationalId}.',
  }),
  within: Type.Optional(Type.String({ pattern: '^\\d+(\\.\\d+)? s$', description: 'A time limit is written “2 s”.' })),
  list: Type.Optional(only({ as: text(NAME), of: text(NAME) })),
  gives: mapOf(FACT, Place),
})

const ProvidedShape = only({
  name: WordsShape,
  purpose: WordsShape,
  of: text(ID),
  get: Type.String({
    pattern: '^(/[a-z0-9-]+)*/\\{nationalId\\}(/[a-z0-9-]+)*$',
    maxLength: 200,
    description: 'A path with {nationalId} as one of its parts, such as /persons/{nationalId}/awards.',
  }),
  gives: mapOf(FACT, Place),
  to: Type.Array(
    only({
      client: Type.String({
        pattern: '^[^/\\s]+(/[^/\\s]+){2,3}$',
        description: 'Who may ask, as X-Road names a member or its subsystem: FH/GOV/education/school-meals.',
      }),
      name: WordsShape,
      law: Type.String({ minLength: 3, maxLength: 200, description: 'The law that lets them ask, as it is cited.' }),
    }),
    { minItems: 1 },
  ),
})

const EventShape = only({
  name: WordsShape,
  register: text(ID),
  from: Type.String({
    pattern: '^[^/\\s]+(/[^/\\s]+){2,3}$',
    description: 'Who may tell it, as X-Road names a member or its subsystem: FH/GOV/population-office/population.',
  }),
  law: Type.String({ minLength: 3, maxLength: 200, description: 'The law that lets it be told, as it is cited.' }),
  concerns: Type.Optional(text(ID)),
  with: Type.Optional(Type.String({ maxLength: 200 })),
})

const ActShape = only({
  name: WordsShape,
  register: text(ID),
  service: QueryShape.properties.service,
  post: Type.String({ pattern: '^/\\S*$', maxLength: 500, description: 'A path begins with a slash, such as /births.' }),
  each: Type.Optional(text(NAME)),
  person: text(NAME),
  takes: mapOf(FACT, Place),
})

/** `registers.yaml`: who holds which facts, how they are asked, what they tell us of by themselves, and what they take from us. */
export const RegistersFile = only({
  registers: mapOf(ID, only({ agency: text(ID), name: WordsShape, queries: mapOf(ID, QueryShape) })),
  events: Type.Optional(mapOf(EVENT, EventShape)),
  acts: Type.Optional(mapOf(EVENT, ActShape)),
})
export type RegistersFile = Static<typeof RegistersFile>

/** `provides.yaml`: what we tell other members of the exchange who ask us, and whom. */
export const ProvidesFile = only({ provides: mapOf(ID, ProvidedShape) })
export type ProvidesFile = Static<typeof ProvidesFile>
