import { as } from '#platform'
import type { Exchange } from '../adapters/exchange.ts'
import { type OwnTablesSettings, ownTablesExchange, servicesOf } from '../adapters/own-tables.ts'
import { routedExchange } from '../adapters/routed.ts'
import { OWN } from './own-register.ts'

/** The exchange that services ask: registers that are kept here from our own tables, all others by their own way. */
export function exchangeWithOwn(exchange: Exchange, settings: OwnTablesSettings): Exchange {
  const own = ownTablesExchange({ ...settings, world: as(settings.world, OWN) })
  return routedExchange(
    new Map([...servicesOf(settings.registers, settings.client).keys()].map(service => [service, own])),
    exchange,
  )
}
