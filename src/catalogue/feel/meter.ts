/**
 * Steps that one expression may take. A step is a part of it evaluated once, one entry of a list looked at, or eight letters of
 * a text: some 100 ns. Counted and not timed, so that the same file on the same answers always ends in the same way.
 */
export const MOST_STEPS = 250_000

/** An evaluation was stopped because it had taken all its steps. */
export class OverBudget extends Error {
  constructor() {
    super(`it takes more than ${MOST_STEPS} steps`)
    this.name = 'OverBudget'
  }
}

// Evaluation is synchronous, so whoever is under way is the only one; outside of any evaluation there is nothing to count.
let left = Number.POSITIVE_INFINITY

/** Takes steps from the evaluation under way. @throws {OverBudget} when it has no more */
export function spend(steps: number): void {
  left -= steps
  if (left < 0) throw new OverBudget()
}

/** Runs an evaluation with steps of its own, whatever else is under way. */
export function metered<T>(steps: number, evaluation: () => T): T {
  const outer = left
  left = steps
  try {
    return evaluation()
  } finally {
    left = outer
  }
}

/** How many steps an evaluation takes. @throws {OverBudget} when they are more than it may take */
export function stepsOf(evaluation: () => unknown): number {
  return metered(MOST_STEPS, () => {
    evaluation()
    return MOST_STEPS - left
  })
}

const LETTERS_A_STEP = 8

/** Steps to look at a value from outside: each entry of a list, the letters of a text. */
export function breadthOf(value: unknown): number {
  if (Array.isArray(value)) return 1 + value.length
  return typeof value === 'string' ? 1 + value.length / LETTERS_A_STEP : 1
}

/** Takes the steps to look at a value and all that is in it, each as often as it is in there. */
export function spendDepth(value: unknown): void {
  spend(breadthOf(value))
  if (Array.isArray(value)) for (const each of value) spendDepth(each)
  else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    for (const each of Object.values(value)) spendDepth(each)
}
