/** Whether calls to one register may go out: pure, the time (milliseconds, any steady clock) is passed in. */
export interface Breaker {
  readonly phase: 'closed' | 'open' | 'half-open'
  /** Failures in a row since the last success. */
  readonly failures: number
  /** While open: the instant from which one probe may go out. */
  readonly probeAt: number
  /** Changes with each phase, so that the late result of an earlier call decides nothing. */
  readonly era: number
}

/** Leave to make one call; hand it back to `settle` with how the call went. */
export type Pass = number

const FAILURES_TO_OPEN = 5
const OPEN_FOR_MS = 10_000

export const closedBreaker: Breaker = { phase: 'closed', failures: 0, probeAt: 0, era: 0 }

/** Asks leave to call: without a pass the call must not be made. */
export function admit(breaker: Breaker, now: number): { breaker: Breaker; pass?: Pass } {
  if (breaker.phase === 'closed') return { breaker, pass: breaker.era }
  if (breaker.phase === 'half-open' || now < breaker.probeAt) return { breaker }
  const probing: Breaker = { ...breaker, phase: 'half-open', era: breaker.era + 1 }
  return { breaker: probing, pass: probing.era }
}

/** Takes in how a call went. */
export function settle(breaker: Breaker, pass: Pass, { ok, now }: { ok: boolean; now: number }): Breaker {
  if (pass !== breaker.era) return breaker
  if (ok) return { phase: 'closed', failures: 0, probeAt: 0, era: breaker.phase === 'closed' ? breaker.era : breaker.era + 1 }
  const failures = breaker.failures + 1
  if (failures < FAILURES_TO_OPEN) return { ...breaker, failures }
  return { phase: 'open', failures, probeAt: now + OPEN_FOR_MS, era: breaker.era + 1 }
}
