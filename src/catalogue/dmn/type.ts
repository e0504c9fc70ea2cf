import type { ItemDefinition, Model } from './model.ts'

/** A type with its names resolved. `allowed` are unary tests a value must pass. */
export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'plain'; readonly name: PlainType; readonly allowed?: string }
  | { readonly kind: 'list'; readonly of: Type; readonly constraint?: string }
  | { readonly kind: 'range'; readonly of: Type }
  | { readonly kind: 'fields'; readonly fields: readonly (readonly [string, Type])[]; readonly allowed?: string }
  | { readonly kind: 'function'; readonly parameters: readonly Type[]; readonly returns: Type }

export type PlainType =
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'context'
  | 'list'
  | 'range'
  | 'function'

export const ANY: Type = { kind: 'any' }

/** The standard's names, and those that older versions used. */
const PLAIN: Readonly<Record<string, PlainType>> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  'date and time': 'date and time',
  dayTimeDuration: 'days and time duration',
  'days and time duration': 'days and time duration',
  yearMonthDuration: 'years and months duration',
  'years and months duration': 'years and months duration',
  context: 'context',
  list: 'list',
  range: 'range',
  function: 'function',
}

const DEEPEST = 30

/** Item definitions within reach of a model: its own, and those of a model it imports under `name.`. */
export type FindType = (name: string) => ItemDefinition | undefined

/** The type a name stands for; anything when it is not known. Types that contain themselves end at thirty deep. */
export function typeNamed(name: string | undefined, find: FindType, depth = 0): Type {
  if (!name || depth > DEEPEST) return ANY
  const local = name.replace(/^feel:/, '')
  const item = find(local)
  if (item) return typeOfItem(item, find, depth + 1)
  return Object.hasOwn(PLAIN, local) ? { kind: 'plain', name: PLAIN[local]! } : ANY
}

export function typeOfItem(item: ItemDefinition, find: FindType, depth = 0): Type {
  const each = eachOf(item, find, depth)
  return item.isList ? { kind: 'list', of: each, ...(item.constraint && { constraint: item.constraint }) } : each
}

function eachOf(item: ItemDefinition, find: FindType, depth: number): Type {
  if (item.function) {
    const { parameters, returns } = item.function
    return {
      kind: 'function',
      parameters: parameters.map(({ type }) => typeNamed(type, find, depth)),
      returns: typeNamed(returns, find, depth),
    }
  }
  const allowed = item.allowed ?? (item.isList ? undefined : item.constraint)
  if (item.fields.length > 0) {
    const fields = depth > DEEPEST ? [] : item.fields.map(field => [field.name, typeOfItem(field, find, depth + 1)] as const)
    return { kind: 'fields', fields, ...(allowed && { allowed }) }
  }
  const base = typeNamed(item.type, find, depth)
  return allowed && (base.kind === 'plain' || base.kind === 'fields') ? { ...base, allowed } : base
}

/** Finds types by name for one model among those loaded with it. */
export function typeFinder(model: Model, others: ReadonlyMap<string, Model>): FindType {
  return name => {
    const own = model.types.get(name)
    if (own) return own
    const from = model.imports.find(each => name.startsWith(`${each.name}.`) || each.name === '')
    const imported = from && others.get(from.namespace)
    return imported && typeFinder(imported, others)(from.name ? name.slice(from.name.length + 1) : name)
  }
}
