import type { Exchange } from './exchange.ts'

/** An exchange that asks some services by a way of their own, and all others by the one way of everybody. */
export function routedExchange(ways: ReadonlyMap<string, Exchange>, otherwise: Exchange): Exchange {
  return { ask: question => (ways.get(question.service) ?? otherwise).ask(question) }
}
