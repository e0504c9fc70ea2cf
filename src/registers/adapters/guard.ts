import { admit, type Breaker, closedBreaker, settle } from './breaker.ts'

/** Keeps one register's trouble to itself: a breaker and a cap on calls under way, per register. */
export interface Guard {
  /** `isWell` tells from what a call brought whether the register is to be held well; a call that throws counts against it. */
  run<T>(register: string, call: () => Promise<T>, isWell: (brought: T) => boolean): Promise<T | 'breaker-open' | 'busy'>
}

interface Line {
  breaker: Breaker
  underWay: number
}

/** `clock` is in milliseconds and must not go backwards. */
export function makeGuard({ maxUnderWay, clock }: { maxUnderWay: number; clock: () => number }): Guard {
  const lines = new Map<string, Line>()
  return {
    async run(register, call, isWell) {
      const line = lines.get(register) ?? { breaker: closedBreaker, underWay: 0 }
      lines.set(register, line)
      if (line.underWay >= maxUnderWay) return 'busy'
      const { breaker, pass } = admit(line.breaker, clock())
      line.breaker = breaker
      if (pass === undefined) return 'breaker-open'
      line.underWay++
      let ok = false
      try {
        const brought = await call()
        ok = isWell(brought)
        return brought
      } finally {
        line.underWay--
        line.breaker = settle(line.breaker, pass, { ok, now: clock() })
      }
    },
  }
}
