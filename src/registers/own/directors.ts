import { nationalIdOf, peopleWithNationalId } from '#people'
import { as, dayOf, type World } from '#platform'
import { beginningOf } from './days.ts'
import { type Entry, findEntries, idsNaming } from './entry-store.ts'
import { actingFor } from './entry-values.ts'
import { namedIndex } from './fingerprints.ts'
import { OWN, type OwnRegister } from './own-register.ts'
import { nextChange, standing } from './statement.ts'

/** How long a mandate rests on one look into the register. */
const LOOK_LASTS_MS = 30 * 86_400_000

/** The entries by which this person may act for an organisation today. */
export async function entriesDirectedBy(world: World, register: OwnRegister, person: string): Promise<Entry[]> {
  const id = await nationalIdOf(world, person)
  if (!id || !register.actsFor) return []
  const own = as(world, OWN)
  const entries = await findEntries(own, register, await idsNaming(own, register, namedIndex(world, register, id)))
  return entries.filter(entry => {
    const values = today(world, entry)?.values
    return values && actingFor(register, values).includes(id)
  })
}

/** What of an entry counts today. */
export function today(world: Pick<World, 'now'>, { statements }: Pick<Entry, 'statements'>) {
  return standing(statements, { on: dayOf(world.now()), knownAt: world.now() })
}

/** Until when the register says what it says today, and no longer than one look is relied on. */
export function saysSoUntil(world: Pick<World, 'now'>, { statements }: Pick<Entry, 'statements'>): Date {
  const atMost = new Date(world.now().getTime() + LOOK_LASTS_MS)
  const change = nextChange(statements, dayOf(world.now()))
  const at = change && beginningOf(change)
  return at && at < atMost ? at : atMost
}

/** Everybody known to us who may act for the organisation of an entry today, and until when the register says so. */
export async function holdersOf(world: World, register: OwnRegister, entry: Entry): Promise<Map<string, Date>> {
  const ids = actingFor(register, today(world, entry)?.values ?? {})
  const people = (await Promise.all(ids.map(id => peopleWithNationalId(world, id)))).flat()
  const until = saysSoUntil(world, entry)
  return new Map(people.map(person => [person, until]))
}
