import { ImportFault, type Unsaid } from '../import/import-fault.ts'
import { camelCase, namesGiver } from '../import/names.ts'
import type { FactShape } from '../schema/facts-file.ts'
import { feel, NOTHING } from './feel.ts'
import type { InputData, Model } from './model.ts'
import { type FindType, type PlainType, type Type, typeNamed } from './type.ts'

/** A model's inputs as facts. */
export interface Asked {
  readonly facts: ReadonlyMap<string, FactShape>
  /** Fact names by what the model's own expressions call them: `Applicant.age`. */
  readonly names: ReadonlyMap<string, string>
  readonly unsaid: readonly Unsaid[]
}

const MOST_LEAVES = 500

interface Leaf {
  readonly path: readonly string[]
  readonly type: Type
}

/** Every input, field by field, as a fact of `request`; those of a kind that a page cannot ask are listed. */
export function sayInputs({ nodes }: Model, find: FindType): Asked {
  const give = namesGiver()
  const inputs = [...nodes.values()].filter((node): node is InputData => node.kind === 'input')
  const leaves = inputs.flatMap(({ variable }) => leavesOf([variable.name], typeNamed(variable.type, find)))
  const said = leaves.map(leaf => ({
    leaf,
    shape: shapeOf(leaf),
    fact: `request.${give(camelCase(leaf.path.join(' '), 'answer'))}`,
  }))
  return {
    facts: new Map(said.flatMap(({ fact, shape }) => (shape ? [[fact, shape] as const] : []))),
    names: new Map(said.flatMap(({ leaf, fact, shape }) => (shape ? [[leaf.path.join('.'), fact] as const] : []))),
    unsaid: said.filter(({ shape }) => !shape).map(({ leaf }) => notAsked(leaf)),
  }
}

/** Fields that hold their own kind again are not followed, and no more than a person could answer. @throws {ImportFault} */
function leavesOf(path: string[], type: Type, above: readonly Type[] = []): Leaf[] {
  if (type.kind !== 'fields' || above.includes(type)) return [{ path, type }]
  const leaves: Leaf[] = []
  for (const [name, field] of type.fields()) {
    leaves.push(...leavesOf([...path, name], field, [...above, type]))
    if (leaves.length > MOST_LEAVES)
      throw new ImportFault(`The model's input asks for more than ${MOST_LEAVES} answers; bring a part of it.`)
  }
  return leaves
}

const FACTS: Partial<Record<PlainType, FactShape['type']>> = { number: 'number', string: 'text', boolean: 'yes-no', date: 'date' }

function shapeOf({ path, type }: Leaf): FactShape | undefined {
  const label = { en: path.join(': ').slice(0, 200) }
  if (type.kind === 'any') return { type: 'text', label }
  const options = type.kind === 'plain' && type.name === 'string' ? textsIn(type.allowed) : []
  if (options.length > 0) return { type: 'one-of', label, options: options.map(value => ({ value, label: { en: value } })) }
  const fact = type.kind === 'plain' ? FACTS[type.name] : undefined
  return fact && { type: fact, label }
}

/** The texts that unary tests allow, when they are nothing but texts. */
function textsIn(allowed: string | undefined): string[] {
  const values = allowed === undefined ? [] : feel(`[${allowed}]`, NOTHING)
  return Array.isArray(values) && values.every(each => typeof each === 'string' && each !== '')
    ? [...new Set<string>(values)]
    : []
}

function notAsked({ path, type }: Leaf): Unsaid {
  const what = type.kind === 'plain' ? `an input that is a ${type.name}` : `an input that is a ${type.kind}`
  return { where: path.join('.'), what, why: 'pages ask texts, numbers, dates, choices, and yes or no', loses: 'question' }
}
