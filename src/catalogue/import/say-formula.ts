import { type Cube, type Formula, NONE, type Variable } from './formula.ts'

const OPPOSITE: Readonly<Record<string, string>> = { '>': '<=', '<': '>=', '>=': '<', '<=': '>', '=': '!=' }

/** How a variable's fact is called in expressions, and what its options are called. */
export interface Speaking {
  factOf(field: string): string
  /** The value an option has in the service file. */
  optionOf(field: string, value: string): string
  isYesNo(field: string): boolean
}

/** A formula as FEEL; undefined when it always holds, `false` when it never does. */
export function sayFormula(formula: Formula, speaking: Speaking): string | undefined {
  if (formula.length === 0) return 'false'
  if (formula.some(cube => cube.size === 0)) return undefined
  const cubes = formula.map(cube => saidCube(cube, speaking))
  const shared = cubes[0]!.filter(part => cubes.every(parts => parts.includes(part)))
  const ways = cubes.map(parts => parts.filter(part => !shared.includes(part)))
  if (ways.some(parts => parts.length === 0)) return allOf(shared)
  const joined = ways.map(parts => grouped(parts, ways.length > 1)).join(' or ')
  return allOf([...shared, joined])
}

/** Parts that all hold; brackets where they stand among other ways, and around a part that is itself an “or”. */
function grouped(parts: readonly string[], among: boolean): string {
  const joined = allOf(parts)
  return among && parts.length > 1 ? `(${joined})` : joined
}

function allOf(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : parts.map(part => (part.includes(' or ') ? `(${part})` : part)).join(' and ')
}

function saidCube(cube: Cube, speaking: Speaking): string[] {
  return [...cube].map(([variable, values]) => said(variable, values, speaking))
}

function said(variable: Variable, values: ReadonlySet<string>, speaking: Speaking): string {
  const fact = speaking.factOf(variable.field)
  const answered = variable.domain.filter(value => value !== NONE && values.has(value))
  if (!values.has(NONE)) return saidAnswer(variable, answered, speaking)
  if (answered.length === 0) return `not(known(${fact}))`
  return `not(known(${fact})) or ${saidAnswer(variable, answered, speaking)}`
}

function saidAnswer(variable: Variable, answered: readonly string[], speaking: Speaking): string {
  const { field, kind, test = '', domain } = variable
  const fact = speaking.factOf(field)
  if (answered.length === domain.length - 1) return `known(${fact})`
  if (kind === 'ticked') {
    const ticked = `list contains(${fact}, ${quoted(speaking.optionOf(field, test))})`
    return answered[0] === 'yes' ? ticked : `not(${ticked})`
  }
  if (kind === 'compared') {
    const [sign = '=', number] = test.split(' ')
    return `${fact} ${answered[0] === 'yes' ? sign : OPPOSITE[sign]} ${number}`
  }
  if (speaking.isYesNo(field)) return `${fact} = ${answered[0]}`
  const options = answered.map(value => quoted(speaking.optionOf(field, value)))
  if (options.length === 1) return `${fact} = ${options[0]}`
  const left = domain.filter(value => value !== NONE && !answered.includes(value))
  if (left.length === 1) return `${fact} != ${quoted(speaking.optionOf(field, left[0]!))}`
  return `${fact} in (${options.join(', ')})`
}

function quoted(text: string): string {
  return `"${text}"`
}
