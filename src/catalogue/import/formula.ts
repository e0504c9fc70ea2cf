/** Not answered: the question was not asked, or was left blank. */
export const NONE = '\u2205'

/** Something a form branches on: one answer, whether a box is ticked, or how a number compares. */
export interface Variable {
  readonly id: string
  /** Name of the component whose answer it is. */
  readonly field: string
  readonly kind: 'choice' | 'ticked' | 'compared'
  /** The box, or the comparison: `> 5`. */
  readonly test?: string
  /** Everything it can be, `NONE` among it. */
  readonly domain: readonly string[]
}

/** Variables that must be among certain values, all of them at once. */
export type Cube = ReadonlyMap<Variable, ReadonlySet<string>>

/** When something holds: one of its cubes does. No cube at all: never. An empty cube: always. */
export type Formula = readonly Cube[]

export const ALWAYS: Formula = [new Map()]
export const NEVER: Formula = []

const MOST_CUBES = 400

export class TooManyWays extends Error {}

export function either(...formulas: readonly Formula[]): Formula {
  return merged(formulas.flat())
}

export function both(a: Formula, b: Formula): Formula {
  return merged(a.flatMap(left => b.flatMap(right => met(left, right) ?? [])))
}

export function not(formula: Formula): Formula {
  return formula.reduce<Formula>(
    (so, cube) =>
      both(
        so,
        [...cube].map(([variable, values]) => one(variable, rest(variable, values))),
      ),
    ALWAYS,
  )
}

/** A variable that must be among these values. */
export function among(variable: Variable, values: readonly string[]): Formula {
  return [one(variable, new Set(values))]
}

/** Whether every way in which the first holds is also one of the second's; may say no where a longer look would say yes. */
export function implies(a: Formula, b: Formula): boolean {
  return a.every(cube => b.some(wider => within(cube, wider)))
}

function one(variable: Variable, values: ReadonlySet<string>): Cube {
  return new Map([[variable, values]])
}

function rest({ domain }: Variable, values: ReadonlySet<string>): Set<string> {
  return new Set(domain.filter(value => !values.has(value)))
}

function met(a: Cube, b: Cube): [Cube] | undefined {
  const cube = new Map(a)
  for (const [variable, values] of b) {
    const common = new Set([...values].filter(value => cube.get(variable)?.has(value) ?? true))
    if (common.size === 0) return undefined
    cube.set(variable, common)
  }
  return [cube]
}

function within(cube: Cube, wider: Cube): boolean {
  return [...wider].every(([variable, values]) => {
    const mine = cube.get(variable)
    return mine && [...mine].every(value => values.has(value))
  })
}

/** Cubes that say the same in fewer: whole domains go, wider cubes swallow narrower ones, and a cube widens into what another covers. */
export function merged(cubes: readonly Cube[]): Formula {
  let now = unswallowed(cubes.flatMap(possible))
  for (let wider = widened(now); wider; wider = widened(now)) now = unswallowed(wider.flatMap(possible))
  if (now.length > MOST_CUBES) throw new TooManyWays()
  return now
}

function possible(cube: Cube): Cube[] {
  if ([...cube.values()].some(values => values.size === 0)) return []
  return [new Map([...cube].filter(([variable, values]) => values.size < variable.domain.length))]
}

function unswallowed(cubes: readonly Cube[]): Cube[] {
  return cubes.filter(
    (cube, at) => !cubes.some((other, place) => place !== at && within(cube, other) && (place < at || !within(other, cube))),
  )
}

/** The cubes with one of them wider, or undefined when none can be. */
function widened(cubes: readonly Cube[]): Cube[] | undefined {
  for (const [at, cube] of cubes.entries())
    for (const other of cubes) {
      const wider = other === cube ? undefined : widenedBy(cube, other)
      if (wider) return cubes.with(at, wider) as Cube[]
    }
  return undefined
}

/** Where another cube covers all of this one but for one variable, this one may take that variable's values too. */
function widenedBy(cube: Cube, other: Cube): Cube | undefined {
  const outside = [...other].filter(
    ([variable, values]) => ![...(cube.get(variable) ?? variable.domain)].every(one => values.has(one)),
  )
  const [variable, values] = outside[0] ?? []
  const mine = variable && cube.get(variable)
  if (outside.length !== 1 || !variable || !values || !mine || [...values].every(value => mine.has(value))) return undefined
  return new Map([...cube, [variable, new Set([...mine, ...values])]])
}
