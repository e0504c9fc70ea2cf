import { setTimeout as wait } from 'node:timers/promises'
import type { Exchange, NotAnswered, Question } from './exchange.ts'
import { type Finding, guardedExchange, type Limits } from './guarded-exchange.ts'

/** What a pretend register does with a question: answer it, refuse it, or fail in a way that the exchange can tell. */
export type PretendRegister = (
  question: Question,
) => { status: number; json: unknown } | { refused: number } | { reason: NotAnswered['reason'] } | 'hung'

interface PretendSettings extends Limits {
  /** How long a hung register is waited for. */
  readonly timeoutMs?: number
}

/** An exchange inside this process, for tests of what stands on it: registers by service identifier; one that is not there refuses. */
export function pretendExchange(registers: Readonly<Record<string, PretendRegister>>, settings: PretendSettings = {}): Exchange {
  const { timeoutMs = 2000, ...limits } = settings
  return guardedExchange(limits, question => async () => {
    const outcome = registers[question.service]?.(question) ?? { refused: 500 }
    if (outcome === 'hung') return await wait<Finding>(timeoutMs, { kind: 'unavailable', reason: 'timeout' })
    return asFinding(outcome, question.id)
  })
}

function asFinding(outcome: Exclude<ReturnType<PretendRegister>, 'hung'>, id: string): Finding {
  if ('reason' in outcome) return { kind: 'unavailable', reason: outcome.reason }
  if ('refused' in outcome) return { kind: 'refused', status: outcome.refused }
  return { kind: 'answered', ...outcome, requestHash: `pretend-${id}` }
}
