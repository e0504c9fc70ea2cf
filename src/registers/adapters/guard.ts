import { admit, type Breaker, closedBreaker, settle } from './breaker.ts'

/** How one guarded call went: a value to hand on, and whether the register is to be held well. */
export interface Outcome<T> {
  readonly value: T
  readonly ok: boolean
}

/** Keeps one register's trouble to itself: a breaker and a cap on calls under way, per register. */
export interface Guard {
  run<T>(register: string, call: () => Promise<Outcome<T>>): Promise<T | 'breaker-open' | 'busy'>
}

interface Line {
  breaker: Breaker
  underWay: number
}

/** `clock` is in milliseconds and must not go backwards. */
export function makeGuard({ maxUnderWay, clock }: { maxUnderWay: number; clock: () => number }): Guard {
  const lines = new Map<string, Line>()
  return {
    async run(register, call) {
      const line = lines.get(register) ?? { breaker: closedBreaker, underWay: 0 }
      lines.set(register, line)
      if (line.underWay >= maxUnderWay) return 'busy'
      const { breaker, pass } = admit(line.breaker, clock())
      line.breaker = breaker
      if (pass === undefined) return 'breaker-open'
      line.underWay++
      let ok = false
      try {
        const outcome = await call()
        ok = outcome.ok
        return outcome.value
      } finally {
        line.underWay--
        line.breaker = settle(line.breaker, pass, { ok, now: clock() })
      }
    },
  }
}
