import type { ItemDefinition, Model } from './model.ts'

/** A type with its names resolved. `allowed` are unary tests a value must pass. */
export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'plain'; readonly name: PlainType; readonly allowed?: string }
  | { readonly kind: 'list'; readonly of: Type; readonly constraint?: string }
  | { readonly kind: 'range'; readonly of: Type }
  | { readonly kind: 'fields'; readonly fields: () => readonly (readonly [string, Type])[]; readonly allowed?: string }
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

/** An item definition, and the types that its own names stand for. */
interface FoundType {
  readonly item: ItemDefinition
  readonly find: FindType
}

/** Item definitions within reach of a model: its own, and those of a model it imports under `name.`. */
export type FindType = (name: string) => FoundType | undefined

/** The type a name stands for; anything when it is not known. */
export function typeNamed(name: string | undefined, find: FindType): Type {
  if (!name) return ANY
  const local = name.replace(/^feel:/, '')
  const found = find(local)
  if (found) return typeOfItem(found)
  return Object.hasOwn(PLAIN, local) ? { kind: 'plain', name: PLAIN[local]! } : ANY
}

const made = new WeakMap<ItemDefinition, Type>()

/** Made once for each definition. A tree's node may have fields that are nodes; a name that stands for itself alone is anything. */
function typeOfItem({ item, find }: FoundType): Type {
  const known = made.get(item)
  if (known) return known
  made.set(item, ANY)
  const each = eachOf({ item, find })
  const type: Type = item.isList ? { kind: 'list', of: each, ...(item.constraint && { constraint: item.constraint }) } : each
  made.set(item, type)
  return type
}

function eachOf({ item, find }: FoundType): Type {
  if (item.function) {
    const { parameters, returns } = item.function
    return {
      kind: 'function',
      parameters: parameters.map(({ type }) => typeNamed(type, find)),
      returns: typeNamed(returns, find),
    }
  }
  const allowed = item.allowed ?? (item.isList ? undefined : item.constraint)
  if (item.fields.length > 0) {
    const fields = () => item.fields.map(field => [field.name, typeOfItem({ item: field, find })] as const)
    return { kind: 'fields', fields, ...(allowed && { allowed }) }
  }
  const base = typeNamed(item.type, find)
  return allowed && (base.kind === 'plain' || base.kind === 'fields') ? { ...base, allowed } : base
}

/** Finds types by name for one model among those loaded with it. Models that import each other in a ring are followed once. */
export function typeFinder(model: Model, others: ReadonlyMap<string, Model>, seen: readonly Model[] = []): FindType {
  const find: FindType = name => {
    const own = model.types.get(name)
    if (own) return { item: own, find }
    const from = model.imports.find(each => each.name === '' || name.startsWith(`${each.name}.`))
    const imported = from && others.get(from.namespace)
    if (!imported || seen.includes(imported)) return undefined
    return typeFinder(imported, others, [...seen, model])(from.name ? name.slice(from.name.length + 1) : name)
  }
  return find
}
