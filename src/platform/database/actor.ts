import type { World } from '../world.ts'

/**
 * On whose behalf the database is asked: what it lets through depends on that, whatever the statement says.
 * A person, an agency at work, or one piece of the program by name; unnamed and `nobody` see no row of anybody.
 */
export type Actor = 'nobody' | `person ${string}` | `agency ${string}` | `system ${string}`

/** Only what can stand between quotes: it is written into a SET, which takes no parameters. */
const WELL_FORMED =
  /^(?:nobody|person [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:agency|system) [a-z][a-z0-9]*(?:[.-][a-z0-9]+)*)$/

/** Who is asked for from here on, checked. @throws Error for a name that is none */
export function wellFormed(actor: Actor): Actor {
  if (!WELL_FORMED.test(actor)) throw new Error('the database was to be asked for somebody whose name is none')
  return actor
}

/** The same world, with the database as this actor may see it. Inside a transaction it stays whose it was begun as. */
export function as<W extends Pick<World, 'db'>>(world: W, actor: Actor): W {
  return { ...world, db: world.db.as(actor) as W['db'] }
}
