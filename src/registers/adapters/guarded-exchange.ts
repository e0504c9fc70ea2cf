import { randomUUID } from 'node:crypto'
import type { Answer, Exchange, Question } from './exchange.ts'
import { makeGuard } from './guard.ts'

export type NumberedQuestion = Question & { readonly id: string }

/** What one call found, before it is numbered and timed. */
export type Finding = Answer extends infer A ? (A extends Answer ? Omit<A, 'id' | 'ms'> : never) : never

/** What every exchange holds to, whatever it speaks. */
export interface Limits {
  /** Calls under way at once to one register's service; 100 by default. The next is told `busy` at once. */
  readonly maxUnderWay?: number
  /** Milliseconds, never backwards; for the breaker and for how long an answer took. */
  readonly clock?: () => number
}

/** Makes an exchange of any protocol: numbers, times and guards each call. `prepare` may throw on a malformed question, the call it returns may not. */
export function guardedExchange(limits: Limits, prepare: (question: NumberedQuestion) => () => Promise<Finding>): Exchange {
  const { maxUnderWay = 100, clock = () => performance.now() } = limits
  const guard = makeGuard({ maxUnderWay, clock })
  return {
    async ask(question) {
      const id = question.id ?? randomUUID()
      const call = prepare({ ...question, id })
      const startedAt = clock()
      const found = await guard.run(question.service, call, finding => finding.kind !== 'unavailable')
      const finding: Finding = typeof found === 'string' ? { kind: 'unavailable', reason: found } : found
      return { ...finding, id, ms: clock() - startedAt }
    },
  }
}
