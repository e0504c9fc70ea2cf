import type { FileKind } from './answer/file-kind.ts'
import type { Words } from './words.ts'

export const FACT_TYPES = [
  'text',
  'long-text',
  'name',
  'date',
  'partial-date',
  'number',
  'money',
  'yes-no',
  'one-of',
  'many-of',
  'address',
  'email',
  'telephone',
  'website',
  'national-id',
  'bank-account',
  'file',
  'list',
] as const

export type FactType = (typeof FACT_TYPES)[number]

/** `entity.field`, as conditions and rules write it: `child.bornOn`. */
export type FactName = string

/** How closely a fact is guarded: `special` is what data-protection law calls so (health, origin, belief …). */
export type Sensitivity = 'public' | 'personal' | 'confidential' | 'special'

export interface Option {
  readonly value: string
  readonly label: Words
  readonly hint?: Words
}

/** What a typed answer must keep to. Lengths are in characters; `min` and `max` are numbers, or minor units for money. */
export interface FactRules {
  readonly maxLength?: number
  readonly maxWords?: number
  readonly min?: number
  readonly max?: number
  /** Decimal places a number may have; whole numbers only when absent. */
  readonly decimals?: number
  /** The number is a calendar year, written without separators. */
  readonly year?: boolean
  /** A JavaScript regular expression, matched against the whole answer with the `u` flag. */
  readonly pattern?: string
  readonly currency?: string
  /** The date may not be after today. */
  readonly past?: boolean
  /** The date may not be before today. */
  readonly future?: boolean
  readonly minItems?: number
  readonly maxItems?: number
  /** The largest file taken. */
  readonly maxBytes?: number
  /** Which kinds of file are taken, told by their content. */
  readonly accept?: readonly FileKind[]
}

/** One datum of the government's dictionary: what it is called, how it is asked for, and who is its authority. */
export interface Fact {
  readonly name: FactName
  readonly entity: string
  readonly field: string
  /** The list in the answers that holds the entity when there may be several: `child` stands in `children`. */
  readonly of?: string
  readonly type: FactType
  readonly label: Words
  readonly hint?: Words
  readonly options?: readonly Option[]
  /** May be left blank; a blank answer is stored as null. */
  readonly optional: boolean
  readonly rules: FactRules
  /** What each entry of a `list` holds; their names are `entity.field.itemField`. */
  readonly item?: readonly Fact[]
  readonly sensitivity: Sensitivity
  /** ISO 8601 duration after the case is closed, `P2Y`. */
  readonly retain: string
  /** `register.query` that holds it; a service that asks it of a person all the same counts as asking again. */
  readonly authority?: string
  /** The service that alone asks it; absent for facts of the whole government. */
  readonly only?: string
}
