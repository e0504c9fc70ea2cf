import { type Estimate, wilson } from './wilson.ts'

/** `count` matters that took `time`, or (`ended: false`) had not ended when last seen then. */
export interface Spell {
  readonly time: number
  readonly ended: boolean
  readonly count: number
}

/** After `time`, the share not yet ended, with how many were still watched just before. */
export interface Step {
  readonly time: number
  readonly atRisk: number
  readonly open: Estimate
  /** Greenwood's standard error of the share. */
  readonly error: number
}

/** Kaplan and Meier's estimate of the share not yet ended: those still open count for as long as they were watched. */
export function stillOpen(spells: readonly Spell[]): Step[] {
  const times = [...new Set(spells.filter(({ ended }) => ended).map(({ time }) => time))].sort((a, b) => a - b)
  let share = 1
  let greenwood = 0
  return times.map(time => {
    const atRisk = total(spells.filter(spell => spell.time >= time))
    const ended = total(spells.filter(spell => spell.ended && spell.time === time))
    share = ended === atRisk ? 0 : share * (1 - ended / atRisk)
    greenwood += ended === atRisk ? 0 : ended / (atRisk * (atRisk - ended))
    const error = share * Math.sqrt(greenwood)
    return { time, atRisk, error, open: wilson(share, effectiveSize(share, error, atRisk)) }
  })
}

/** How many uncensored matters would be as sure as this (Rothman 1978); at 0, where no error is left, those last watched. */
function effectiveSize(share: number, error: number, atRisk: number): number {
  return error === 0 ? atRisk : (share * (1 - share)) / error ** 2
}

/** A time and its 95 % interval; `high` is absent while too many are still open to say. */
export interface TimeEstimate {
  readonly value: number
  readonly low: number
  readonly high?: number
}

/** By when this share had ended; undefined while fewer have. @param share 0.5 for the median, 0.9 for the ninth decile */
export function endedBy(share: number, steps: readonly Step[]): TimeEstimate | undefined {
  const first = (read: (open: Estimate) => number) => steps.find(({ open }) => read(open) <= 1 - share + 1e-12)?.time
  const value = first(open => open.value)
  if (value === undefined) return undefined
  const high = first(open => open.high)
  return { value, low: first(open => open.low) ?? value, ...(high !== undefined && { high }) }
}

function total(spells: readonly Spell[]): number {
  return spells.reduce((sum, { count }) => sum + count, 0)
}
