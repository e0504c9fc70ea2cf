import type { State } from './part.ts'

const DOWN_AFTER = 3
const REMEMBERED = 20
const SLOW_MS = 1_000

/** What became of the questions that were asked lately: of one register, or of the identity provider. */
export interface Outcomes {
  readonly failuresInARow: number
  /** Milliseconds of the last answers. */
  readonly lately: readonly number[]
}

export const noOutcomes: Outcomes = { failuresInARow: 0, lately: [] }

/** Takes in one more. Pure. @param ms how long the answer took; undefined when none came */
export function withOutcome({ failuresInARow, lately }: Outcomes, ms: number | undefined): Outcomes {
  if (ms === undefined) return { failuresInARow: failuresInARow + 1, lately }
  return { failuresInARow: 0, lately: [...lately, ms].slice(-REMEMBERED) }
}

/** Three unanswered in a row are down; half of the last twenty over a second are slow. */
export function stateOf({ failuresInARow, lately }: Outcomes): State {
  if (failuresInARow >= DOWN_AFTER) return 'down'
  const sorted = [...lately].sort((a, b) => a - b)
  return (sorted[Math.floor(sorted.length / 2)] ?? 0) > SLOW_MS ? 'slow' : 'working'
}
