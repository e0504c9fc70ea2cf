/** The 97.5 % point of the normal distribution: 95 % lies between -z and z. */
const Z = 1.959963984540054

/** A share with its 95 % interval; all three from 0 to 1. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * Wilson's score interval for a share, which holds at 0 and at 1.
 * There its ends are set, not computed: computed, rounding makes some standards that were kept in every single case look missed.
 * @param n  how many were counted, 1 or more; need not be whole (an effective size)
 */
export function wilson(share: number, n: number): Estimate {
  const spread = 1 + Z ** 2 / n
  const centre = share + Z ** 2 / (2 * n)
  const half = Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))
  return {
    value: share,
    low: share === 0 ? 0 : (centre - half) / spread,
    high: share === 1 ? 1 : (centre + half) / spread,
  }
}

export type Verdict = 'met' | 'missed' | 'too-close-to-call' | 'unknown'

/** What may be said of an estimate against a target: no more than its interval allows. */
export function verdictOn(estimate: Estimate | undefined, target: number | undefined): Verdict {
  if (!estimate || target === undefined) return 'unknown'
  if (estimate.low >= target) return 'met'
  return estimate.high < target ? 'missed' : 'too-close-to-call'
}
