import { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime } from 'feelin'
import { NOTHING, passes } from './feel.ts'
import { isFunction } from './mend/values.ts'
import { ANY, type FindType, type PlainType, type Type, typeNamed } from './type.ts'
import { typeFromText } from './type-text.ts'

/** Whether a value is of a named type. */
const IS: Readonly<Record<PlainType, (value: unknown) => boolean>> = {
  number: value => typeof value === 'number',
  string: value => typeof value === 'string',
  boolean: value => typeof value === 'boolean',
  date: value => value instanceof FeelDate,
  time: value => value instanceof FeelTime,
  'date and time': value => value instanceof FeelDateTime,
  'days and time duration': value => value instanceof FeelDuration && !value.yearsMonths,
  'years and months duration': value => value instanceof FeelDuration && value.yearsMonths,
  context: isContext,
  list: Array.isArray,
  range: value => value instanceof FeelRange,
  function: isFunction,
}

/** What a function of a model takes and gives, kept beside the function itself. */
export interface Signature {
  readonly parameters: readonly Type[]
  readonly returns: Type
}

export const signatures = new WeakMap<object, Signature>()

export function isContext(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Whether a value is of a type; null is of every type. */
export function conforms(value: unknown, type: Type): boolean {
  return isOf(value, type, isAllowed)
}

/** `may` judges the unary tests that a type allows values by. */
function isOf(value: unknown, type: Type, may: typeof isAllowed): boolean {
  if (value === null || value === undefined) return true
  switch (type.kind) {
    case 'any':
      return true
    case 'plain':
      return IS[type.name](value) && may(value, type.allowed)
    case 'list':
      return Array.isArray(value) && value.every(item => isOf(item, type.of, may)) && may(value, type.constraint)
    case 'fields':
      return isContext(value) && hasFields(value, type.fields(), may) && may(value, type.allowed)
    case 'range':
      return value instanceof FeelRange && [value.start, value.end].every(end => isOf(end, type.of, may))
    case 'function':
      return isFunction(value) && fits(signatures.get(value as object), type)
  }
}

function hasFields(
  value: Readonly<Record<string, unknown>>,
  fields: readonly (readonly [string, Type])[],
  may: typeof isAllowed,
) {
  return fields.every(([name, field]) => Object.hasOwn(value, name) && isOf(value[name], field, may))
}

function isAllowed(value: unknown, tests: string | undefined): boolean {
  return tests === undefined || passes(tests, value, NOTHING)
}

function fits(signature: Signature | undefined, type: Signature): boolean {
  if (!signature) return true
  const { parameters, returns } = signature
  return (
    parameters.length === type.parameters.length &&
    parameters.every((parameter, at) => isSame(parameter, type.parameters[at] ?? ANY)) &&
    isSame(returns, type.returns)
  )
}

/** Types with fields are the same only when they are one definition: such types may contain themselves. */
function isSame(one: Type, other: Type): boolean {
  if (one === other || one.kind === 'any' || other.kind === 'any') return true
  if (one.kind === 'plain') return other.kind === 'plain' && one.name === other.name
  return one.kind === 'list' && other.kind === 'list' && isSame(one.of, other.of)
}

/**
 * Holds a value to a type by the standard's implicit conversions: a list of one where one is wanted, one where a list is,
 * a date where a date and time is. Anything that still does not fit is null (OMG DMN 1.5, 10.3.2.9.4).
 */
export function coerce(value: unknown, type: Type): unknown {
  if (value === null || value === undefined) return null
  if (conforms(value, type)) return value
  const [converted] = conversions(value, type).filter(each => conforms(each, type))
  return converted ?? null
}

function conversions(value: unknown, type: Type): unknown[] {
  if (type.kind === 'list') return [[value]]
  if (Array.isArray(value) && value.length === 1) return [value[0]]
  if (type.kind === 'plain' && type.name === 'date and time' && value instanceof FeelDate)
    return [new FeelDateTime(value.unwrap().toPlainDateTime(), 'UTC')]
  return []
}

/** A model's types, as its expressions ask for them. */
export interface Types {
  named(name: string | undefined): Type
  isOf(value: unknown, text: string): boolean
  /** The value held to a named type. */
  held(value: unknown, name: string | undefined): unknown
}

export function typesOf(find: FindType): Types {
  const named = (name: string | undefined) => typeNamed(name, find)
  return {
    named,
    // `instance of` asks for the kind alone, whatever values the type allows
    isOf: (value, text) => isOf(value, typeFromText(text, find), () => true),
    held: (value, name) => coerce(value, named(name)),
  }
}
