import type { State } from './part.ts'

/** What one process measured over a few seconds. */
export interface Sample {
  /** Seconds since 1970, at its end. */
  readonly at: number
  readonly seconds: number
  readonly answered: number
  readonly failed: number
  readonly turnedAway: number
  /** How many answers took up to each of `tallyBounds`, and how many longer. */
  readonly took: readonly number[]
  readonly pressure: number
  readonly busy: number
}

/** What one process says of itself. */
export interface Report {
  readonly process: string
  readonly reportedAt: Date
  readonly figures: Figures
}

export interface Figures {
  readonly startedAt: string
  readonly samples: readonly Sample[]
  readonly underWay: number
  readonly connections: number
  readonly idle: number
  readonly waitingForDatabase: number
  readonly waiting: number
  readonly startsPerSecond: number
  readonly loopDelayMs: number
  readonly memoryMb: number
  readonly parts: Readonly<Record<string, State>>
}

/** All processes' samples of the same moments added up, oldest first. */
export function added(reports: readonly Report[], everySeconds: number): Sample[] {
  const slots = new Map<number, Sample>()
  for (const { figures } of reports)
    for (const sample of figures.samples) {
      const slot = Math.floor(sample.at / everySeconds)
      const before = slots.get(slot)
      slots.set(slot, before ? sum(before, sample) : sample)
    }
  return [...slots].sort(([a], [b]) => a - b).map(([, sample]) => sample)
}

function sum(a: Sample, b: Sample): Sample {
  return {
    ...{ at: a.at, seconds: a.seconds },
    ...{ answered: a.answered + b.answered, failed: a.failed + b.failed, turnedAway: a.turnedAway + b.turnedAway },
    took: a.took.map((count, at) => count + (b.took[at] ?? 0)),
    ...{ pressure: Math.max(a.pressure, b.pressure), busy: Math.max(a.busy, b.busy) },
  }
}

/** The time under which this share of all answers stayed, in milliseconds; undefined where there were none. @param bounds upper ends of the counts */
export function percentile(took: readonly number[], share: number, bounds: readonly number[]): number | undefined {
  const all = took.reduce((total, count) => total + count, 0)
  if (all === 0) return undefined
  let left = all * share
  for (const [at, count] of took.entries()) {
    const [from, to] = [bounds[at - 1] ?? 0, bounds[at] ?? bounds.at(-1)! * 2]
    if (count > 0 && left <= count) return from + ((to - from) * left) / count
    left -= count
  }
  return bounds.at(-1)
}
