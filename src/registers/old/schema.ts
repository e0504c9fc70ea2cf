import Type, { type Static, type TProperties } from 'typebox'

const only = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false })
const Words = Type.String({ minLength: 1, maxLength: 200 })
const Place = Type.String({
  pattern: '^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*$',
  description: 'Where it is to stand in the answer, such as address.town.',
})
const places = <T extends Parameters<typeof Type.Record>[1]>(value: T) =>
  Type.Record(Place, value, { additionalProperties: false, minProperties: 1 })

/** How a text of an old system becomes a value. */
const Reading = Type.Union(
  [
    Words,
    only({ from: Words, day: Type.String({ pattern: '^(?=.*DD)(?=.*MM)(?=.*YYYY)[DMY./ -]+$' }) }),
    only({ from: Words, number: Type.Enum(['1.234,56', '1,234.56', '1 234,56']) }),
    only({ from: Words, minor: Type.Enum(['1.234,56', '1,234.56', '1 234,56']) }),
    only({ from: Words, yes: Words }),
  ],
  {
    description:
      'A name, or { from: a name, day: DD.MM.YYYY }, { from, number: "1.234,56" }, { from, minor: … } or { from, yes: a word }.',
  },
)
export type Reading = Static<typeof Reading>

const Get = Type.String({
  pattern: '^/[^\\s?#]*\\{nationalId\\}[^\\s?#]*$',
  maxLength: 200,
  description: 'The path that registers.yaml asks, without its query: /persons/{nationalId}/vehicles.',
})

const Drop = only({
  rows: Type.Enum(['csv', 'json-lines']),
  separator: Type.Optional(Type.Enum([',', ';', '|', '\t'])),
  'stale-after': Type.String({ pattern: '^[1-9]\\d{0,3} h$', description: 'How old a file may be, written “26 h”.' }),
  answers: Type.Array(only({ get: Get, key: Words, list: Type.Optional(Place), gives: places(Reading) }), { minItems: 1 }),
})
export type DropScript = Static<typeof Drop>

const Fill = Type.Record(Words, Type.String({ maxLength: 200 }), { minProperties: 1 })
const Step = Type.Union([only({ open: Words }), only({ fill: Fill, press: Words }), only({ follow: Words })], {
  description: 'A step is { open: /address }, { fill: { Label: value }, press: Button } or { follow: words of a link }.',
})
export type Step = Static<typeof Step>

const Screen = only({
  'log-in': Type.Optional(Type.Array(Step, { minItems: 1 })),
  'logged-in-when': Type.Optional(Words),
  answers: Type.Array(
    only({
      get: Get,
      steps: Type.Array(Step, { minItems: 1, maxItems: 20 }),
      'nothing-when': Type.Array(Words, { minItems: 1 }),
      'must-show': Words,
      gives: places(Reading),
    }),
    { minItems: 1 },
  ),
})
export type ScreenScript = Static<typeof Screen>

/** `old-registers/NAME.yaml`: how a register that cannot speak to the exchange is asked, until it can. */
export const OldRegisterFile = only({
  service: Type.String({
    pattern: '^[^/\\s]+(/[^/\\s]+){4}$',
    description: 'The X-Road service it stands for, as registers.yaml names it.',
  }),
  asked: Type.Enum(['instead', 'beside'], {
    description: 'instead: it answers. beside: X-Road answers, and what this one says is only compared.',
  }),
  file: Type.Optional(Drop),
  screen: Type.Optional(Screen),
})
export type OldRegisterFile = Static<typeof OldRegisterFile>

/** What only the operator knows of old registers, by the name of their file; see OLD_REGISTERS. */
export const AccessFile = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  Type.Union([
    only({ folder: Words }),
    only({
      address: Type.String({
        pattern: '^https?://[^/\\s]+/?$',
        description: 'Scheme and host, such as https://old.tax.example.',
      }),
      user: Type.Optional(Words),
      password: Type.Optional(Words),
      ca: Type.Optional(Words),
    }),
  ]),
)
export type AccessFile = Static<typeof AccessFile>
