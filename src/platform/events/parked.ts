import { Gauge } from 'prom-client'
import { as } from '../database/actor.ts'
import { rows, run } from '../database/query.ts'
import { sql } from '../database/sql.ts'
import { transaction } from '../database/transaction.ts'
import { Unavailable } from '../errors.ts'
import { metrics } from '../http/metrics.ts'
import { traceOf } from '../log.ts'
import type { Tx, World } from '../world.ts'
import type { PastEvent, Place, Subscription } from './subscription.ts'

/** An event that a consumer could not take, set aside until an operator has it heard once more. */
export interface ParkedEvent {
  readonly consumer: string
  readonly seq: number
  readonly kind: string
  readonly about: string
  /** The name and code of what it failed of, never its words. */
  readonly fault: string
  readonly tries: number
  readonly parkedAt: Date
  readonly releasedAt: Date | null
}

const gauge = new Gauge({
  name: 'portico_parked_events',
  help: 'events that a consumer could not take and that wait for an operator',
  labelNames: ['consumer'],
  registers: [metrics],
})

/** Who looks at what is parked, of every consumer. */
const WATCH = 'system platform.watch'

interface Parking {
  readonly consumer: string
  readonly place: Place
  readonly event: PastEvent
  readonly fault: string
  readonly tries: number
}

export async function saveParked(tx: Tx, { consumer, place, event, fault, tries }: Parking): Promise<void> {
  await run(
    tx,
    sql`insert into platform.parked_event (consumer, tx_id, seq, kind, about, fault, tries, parked_at)
        values (${consumer}, ${place.txid}::text::xid8, ${place.seq}, ${event.kind}, ${event.about}, ${fault}, ${tries}, ${tx.now()})`,
  )
  gauge.inc({ consumer })
}

/** Everything that is parked, of every consumer. */
export async function parkedEvents(world: World): Promise<ParkedEvent[]> {
  const found = await rows<ParkedEvent>(
    as(world, WATCH),
    sql`select consumer, seq, kind, about, fault, tries, parked_at, released_at from platform.parked_event order by tx_id, seq, consumer`,
  )
  gauge.reset()
  for (const { consumer } of found) gauge.inc({ consumer })
  return found
}

/** Has what a consumer parked heard once more, by whichever program runs it. @returns how many events */
export function releaseParked(world: World, consumer: string): Promise<number> {
  return run(
    as(world, WATCH),
    sql`update platform.parked_event set released_at = ${world.now()} where consumer = ${consumer} and released_at is null`,
  )
}

/** Hears one event that was released; when it fails again it stays parked. @returns how many it heard */
export async function hearReleased<W extends World>(world: W, { consumer, hear }: Subscription<W>): Promise<number> {
  let taken: (PastEvent & Place) | undefined
  try {
    return await transaction(world, async tx => {
      taken = await takeReleased(tx, consumer)
      if (!taken) return 0
      const { txid: _, ...event } = taken
      await hear(tx, [event])
      gauge.dec({ consumer })
      return 1
    })
  } catch (fault) {
    if (fault instanceof Unavailable || !taken) throw fault
    await parkAgain(world, { consumer, place: taken, fault: traceOf(fault).name })
    world.log.error({ consumer, code: 'EVENT_PARKED', error: traceOf(fault) }, 'a consumer failed of a released event again')
    return 1
  }
}

async function takeReleased(tx: Tx, consumer: string): Promise<(PastEvent & Place) | undefined> {
  const [found] = await rows<PastEvent & Place>(
    tx,
    sql`with taken as (
          delete from platform.parked_event where (consumer, tx_id, seq) in (
            select consumer, tx_id, seq from platform.parked_event where consumer = ${consumer} and released_at is not null
            order by tx_id, seq limit 1 for update skip locked)
          returning tx_id, seq)
        select e.seq, e.tx_id::text as txid, e.at, e.kind, e.about, e.person_id, e.by, e.facts
        from taken join platform.event e on e.tx_id = taken.tx_id and e.seq = taken.seq`,
  )
  return found
}

async function parkAgain(world: World, { consumer, place, fault }: { consumer: string; place: Place; fault: string }) {
  await run(
    world,
    sql`update platform.parked_event set released_at = null, tries = tries + 1, fault = ${fault}, parked_at = ${world.now()}
        where consumer = ${consumer} and tx_id = ${place.txid}::text::xid8 and seq = ${place.seq}`,
  )
}
