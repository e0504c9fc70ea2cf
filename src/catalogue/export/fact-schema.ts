import { ADDRESS_PARTS, LONGEST_LINE, LONGEST_PART, NEEDED_PARTS } from '../answer/address.ts'
import { MOST_ITEMS } from '../answer/choice.ts'
import { EMAIL, IBAN, TELEPHONE } from '../answer/contact.ts'
import { LONGEST_FILE_NAME } from '../answer/file.ts'
import { NATIONAL_ID } from '../answer/kinds.ts'
import { LARGEST } from '../answer/number.ts'
import { LONGEST_TEXT, UNSAFE } from '../answer/text.ts'
import type { Fact, FactType } from '../fact.ts'
import type { Words } from '../words.ts'

/** JSON Schema, draft 2020-12, also as OpenAPI 3.1 takes it. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly [keyword: string]: unknown
}

const YEAR = '(?:18[5-9]\\d|19\\d{2}|2[01]\\d{2}|2200)'
const MONTH = '(?:0[1-9]|1[0-2])'
// `not` says its type too: of anything but a text a pattern holds, and `null` would be refused.
const TEXT: Schema = { type: 'string', not: { type: 'string', pattern: UNSAFE.source } }

/** How a kept answer to one fact looks. What a schema cannot say (past or future, an account's check digits) is in its description. */
export function factSchema(fact: Fact): Schema {
  const schema = { title: inOneLanguage(fact.label), ...describing(fact), ...kinds[fact.type](fact) }
  return fact.optional ? orNull(schema) : schema
}

const kinds: Readonly<Record<FactType, (fact: Fact) => Schema>> = {
  text: textSchema,
  name: textSchema,
  'long-text': textSchema,
  date: () => ({ type: 'string', format: 'date', pattern: `^${YEAR}-${MONTH}-(?:0[1-9]|[12]\\d|3[01])$` }),
  'partial-date': () => ({ type: 'string', pattern: `^${YEAR}-${MONTH}$` }),
  number: ({ rules }) => ({ type: rules.decimals ? 'number' : 'integer', ...range(rules) }),
  money: ({ rules }) => ({ type: 'integer', ...range({ min: 0, ...rules }) }),
  'yes-no': () => ({ type: 'boolean' }),
  'one-of': ({ options }) => ({ oneOf: choices(options) }),
  'many-of': fact => ({ type: 'array', items: { oneOf: choices(fact.options) }, ...counts(fact) }),
  address: addressSchema,
  email: () => ({ type: 'string', format: 'email', maxLength: 254, ...matching(EMAIL.source, '^(?!.*\\.\\.|\\.|.*\\.@)') }),
  telephone: () => ({ type: 'string', pattern: TELEPHONE.source }),
  website: () => ({ ...TEXT, format: 'uri', maxLength: 2000, pattern: '^[Hh][Tt][Tt][Pp][Ss]?:\\S+$' }),
  'national-id': ({ rules }) => ({ ...TEXT, maxLength: 40, pattern: whole(rules.pattern ?? NATIONAL_ID) }),
  'bank-account': () => ({ type: 'string', pattern: IBAN.source }),
  file: fileSchema,
  list: fact => ({ type: 'array', items: entrySchema(fact.item ?? []), ...counts(fact) }),
}

function textSchema({ rules: { maxLength = LONGEST_TEXT, maxWords, pattern } }: Fact): Schema {
  const patterns = [
    ...(pattern === undefined ? [] : [whole(pattern)]),
    ...(maxWords === undefined ? [] : [`^\\s*(?:\\S+(?:\\s+|$)){0,${maxWords}}$`]),
  ]
  return { ...TEXT, maxLength, ...matching(...patterns) }
}

function addressSchema(): Schema {
  const part = (name: string) => ({
    ...TEXT,
    ...((NEEDED_PARTS as readonly string[]).includes(name) && { minLength: 1 }),
    maxLength: LONGEST_PART[name] ?? LONGEST_LINE,
  })
  const properties = Object.fromEntries(ADDRESS_PARTS.map(name => [name, part(name)]))
  return { type: 'object', properties, required: NEEDED_PARTS, additionalProperties: false }
}

/** A file that was handed in: which one, and what it is; never what it holds. */
function fileSchema({ rules: { maxBytes, accept } }: Fact): Schema {
  const properties = {
    id: { type: 'string', format: 'uuid' },
    name: { ...TEXT, minLength: 1, maxLength: LONGEST_FILE_NAME },
    size: { type: 'integer', minimum: 1, maximum: maxBytes },
    type: { enum: accept },
  }
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** One entry of a list: its fields by name, all but the optional ones needed. */
function entrySchema(item: readonly Fact[]): Schema {
  const properties = Object.fromEntries(item.map(inner => [inner.field, factSchema(inner)]))
  const required = item.filter(inner => !inner.optional).map(inner => inner.field)
  return { type: 'object', properties, required, additionalProperties: false }
}

function choices(options: Fact['options'] = []): Schema[] {
  return options.map(({ value, label }) => ({ const: value, title: inOneLanguage(label) }))
}

function counts({ rules, optional }: Fact): Schema {
  return { minItems: rules.minItems ?? (optional ? 0 : 1), maxItems: rules.maxItems ?? MOST_ITEMS }
}

function range({ min, max = LARGEST }: Fact['rules']): Schema {
  return { ...(min !== undefined && { minimum: min }), maximum: max }
}

function matching(...patterns: string[]): Schema {
  if (patterns.length > 1) return { allOf: patterns.map(pattern => ({ pattern })) }
  return patterns[0] === undefined ? {} : { pattern: patterns[0] }
}

function whole(pattern: string): string {
  return `^(?:${pattern})$`
}

/** The hint a person reads, and what else an answer must keep to. */
function describing({ hint, type, rules }: Fact): Schema {
  const sentences = [
    hint && inOneLanguage(hint),
    type === 'money' && `In minor units of ${rules.currency ?? 'EUR'}.`,
    type === 'bank-account' && 'An IBAN without spaces; its check digits are verified (ISO 13616).',
    rules.past && 'Not after the day on which it is checked.',
    rules.future && 'Not before the day on which it is checked.',
  ].filter(sentence => typeof sentence === 'string')
  return sentences.length > 0 ? { description: sentences.map(closed).join(' ') } : {}
}

function closed(sentence: string): string {
  return /[.!?:]$/.test(sentence) ? sentence : `${sentence}.`
}

function orNull(schema: Schema): Schema {
  if (Array.isArray(schema.oneOf)) return { ...schema, oneOf: [...schema.oneOf, { type: 'null' }] }
  return { ...schema, type: [schema.type as string, 'null'] }
}

/** JSON Schema has one title: English where there is any. */
export function inOneLanguage(words: Words): string {
  return words.en ?? Object.values(words).find(Boolean) ?? ''
}
