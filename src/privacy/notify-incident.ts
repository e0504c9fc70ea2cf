import type { Catalogue } from '#catalogue'
import { deliver } from '#mailbox'
import { personOf } from '#people'
import { type Actor, as, record, transaction, type World } from '#platform'
import type { Incident } from './incident.ts'
import { declareIncident, findAffected, markTold } from './incident-store.ts'

type IncidentWorld = World & { readonly catalogue: Pick<Catalogue, 'services'> }

const ITS_NAME: Actor = 'system privacy.incident'

/** The people an incident concerns, found from the log. */
export function affectedBy(world: IncidentWorld, { looks }: Incident): Promise<string[]> {
  const services = [...world.catalogue.services.values()].filter(({ owner }) => owner === looks.agency).map(({ id }) => id)
  return findAffected(as(world, ITS_NAME), looks, services)
}

/**
 * Tells everybody an incident concerns, in their mailbox and language: each once, however often it is run and wherever it broke off.
 * @returns how many were told now, and how many had been told before; undefined when another incident has this name
 */
export async function notifyIncident(
  outside: IncidentWorld,
  incident: Incident,
  people: readonly string[],
): Promise<{ told: number; before: number } | undefined> {
  const world = as(outside, ITS_NAME)
  const isOurs = await transaction(world, tx => declareIncident(tx, incident, people.length))
  if (!isOurs) return undefined
  let told = 0
  for (const person of people) if (await tell(world, incident, person)) told += 1
  return { told, before: people.length - told }
}

function tell(world: IncidentWorld, { id, agency, subject, text }: Incident, person: string): Promise<boolean> {
  return transaction(world, async tx => {
    if (!(await markTold(tx, person, id))) return false
    const language = (await personOf(tx, person))?.language ?? 'en'
    await record(tx, { kind: 'incident.told', about: id, person, by: 'operator', facts: { agency } })
    await deliver(tx, { person, about: id, from: agency, language, service: '', kind: 'notice', subject, text })
    return true
  })
}
