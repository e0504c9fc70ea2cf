import type { RegisterQuery } from '#catalogue'
import { type Answer, type Exchange, fillPath } from './adapters/index.ts'
import type { Ground } from './lookup.ts'
import { subjectOf } from './subject.ts'

interface Asked {
  readonly nationalId: string
  readonly messageId: string
  readonly query: RegisterQuery
  readonly ground: Ground
  readonly by: string
  readonly about?: string
}

/** Puts a query to its register, and waits no longer than the query allows, whatever the exchange does. */
export async function askExchange(exchange: Exchange, asked: Asked): Promise<Answer> {
  const { query, messageId } = asked
  const late: Answer = { kind: 'unavailable', reason: 'timeout', id: messageId, ms: query.timeLimitMs }
  const { promise: tooLate, resolve } = Promise.withResolvers<Answer>()
  const timer = setTimeout(resolve, query.timeLimitMs, late)
  try {
    return await Promise.race([exchange.ask(questionOf(asked)), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

function questionOf({ query, nationalId, messageId, ground, by, about }: Asked) {
  const [path, search = ''] = query.path.split('?') as [string, string?]
  return {
    service: query.serviceId,
    method: 'GET' as const,
    path: fillPath(path, { [subjectOf(query)]: nationalId }),
    query: Object.fromEntries(new URLSearchParams(search)),
    // X-Road's user id begins with the country, which is also what its instances are named by.
    userId: `${query.serviceId.slice(0, 2)}${by}`,
    issue: about ?? messageId,
    purpose: 'law' in ground ? ground.law : `consent ${ground.consent}`,
    id: messageId,
  }
}
