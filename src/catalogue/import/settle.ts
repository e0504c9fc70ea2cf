import { ALWAYS, both, type Cube, type Formula, implies, merged, NONE, type Variable } from './formula.ts'

/** What is known of the questions a form branches on. */
export interface Asked {
  /** When the question is asked; undefined while that is not known yet. */
  when(field: string): Formula | undefined
  /** Whether it must be answered where it is asked. */
  isRequired(field: string): boolean
}

/**
 * The same formula in fewer words, by what is sure of questions: one that is answered was asked, and one that must be answered
 * and was asked is answered.
 */
export function settled(formula: Formula, asked: Asked): Formula {
  let now = merged(formula)
  for (let rounds = 0; rounds < 10; rounds++) {
    const next = merged(now.flatMap(cube => settledCube(cube, asked)))
    if (JSON.stringify(next.map(plain)) === JSON.stringify(now.map(plain))) return next
    now = next
  }
  return now
}

function plain(cube: Cube) {
  return [...cube].map(([{ id }, values]) => [id, ...values])
}

function settledCube(cube: Cube, asked: Asked): Formula {
  let now = cube
  for (const [variable, values] of cube) {
    const others = without(now, variable)
    const whenOthers = opened(others, asked)
    if (whenOthers.length === 0) return []
    if (values.has(NONE) && isSurelyAnswered(variable, whenOthers, asked)) {
      const left = new Set([...values].filter(value => value !== NONE))
      if (left.size === 0) return []
      now = new Map([...now, [variable, left]])
    }
    const answered = now.get(variable)!
    const isWhole = variable.domain.every(value => value === NONE || answered.has(value))
    if ((isWhole && isSurelyAnswered(variable, whenOthers, asked)) || implies(whenOthers, [one(variable, answered)])) now = others
  }
  return saidByAnswers(now, asked)
}

/** Where all that counts of a question is that it was answered, what leads to it says more. */
function saidByAnswers(cube: Cube, asked: Asked): Formula {
  for (const [variable, values] of cube) {
    const when = asked.when(variable.field)
    const isWhole = !values.has(NONE) && values.size === variable.domain.length - 1
    if (isWhole && when?.length === 1 && asked.isRequired(variable.field)) return both([without(cube, variable)], when)
  }
  return [cube]
}

function isSurelyAnswered({ field }: Variable, given: Formula, asked: Asked): boolean {
  const when = asked.when(field)
  return asked.isRequired(field) && when !== undefined && implies(given, when)
}

/** All that follows from a cube: each answered question was asked, and so was each that led to it. */
function opened(cube: Cube, asked: Asked, seen: readonly string[] = []): Formula {
  const answered = [...cube].filter(([, values]) => !values.has(NONE)).map(([{ field }]) => field)
  const field = answered.find(name => !seen.includes(name))
  if (field === undefined) return [cube]
  return both([cube], asked.when(field) ?? ALWAYS).flatMap(each => opened(each, asked, [...seen, field]))
}

function without(cube: Cube, variable: Variable): Cube {
  return new Map([...cube].filter(([other]) => other !== variable))
}

function one(variable: Variable, values: ReadonlySet<string>): Cube {
  return new Map([[variable, values]])
}
