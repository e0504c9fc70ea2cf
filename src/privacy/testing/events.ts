import { rows, sql, type World } from '#platform'

/** An event as it stands in the log. */
export interface PastEventRow {
  readonly kind: string
  readonly by: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** What the log says of one thing, in order. */
export function eventsAbout(world: World, about: string): Promise<PastEventRow[]> {
  return rows(world, sql`select kind, by, facts from platform.event where about = ${about} order by seq`)
}
