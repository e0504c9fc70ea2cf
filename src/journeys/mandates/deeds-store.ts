import { rows, sql, type World } from '#platform'

/** One thing that somebody did for somebody else. */
export interface Deed {
  readonly kind: string
  readonly at: Date
  /** The service or life event it was about, where it was about one. */
  readonly service: string | null
}

const DEEDS_SHOWN = 200

/** All that was done by a mandate, from the event log, the latest first. */
export function deedsBy(world: World, { giver, mandate }: { giver: string; mandate: string }): Promise<Deed[]> {
  return rows(
    world,
    sql`select kind, at, coalesce(facts->>'service', facts->>'life-event') as service from platform.event
        where person_id = ${giver} and (facts->>'mandate' = ${mandate} or about = ${mandate})
        order by seq desc limit ${DEEDS_SHOWN}::int`,
  )
}
