import { type AssuranceLevel, assuranceLevels, citizen, type Person, signInPath } from '#people'
import { as, type Gate, GoFirst, isId, redirect, type Visit } from '#platform'
import { definitionOf, type Subject, versionsFor } from './definition.ts'
import { notThere } from './refusals.ts'
import { findDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

/** Lets people in of whom the provider was as sure as the services of the journey ask; others sign in again, more surely, and come back. */
export const sureCitizen: Gate<JourneysWorld, Person> = {
  name: 'citizen, as sure as the service asks',
  async admit(world, visit) {
    const person = await citizen.admit(world, visit)
    if (person instanceof GoFirst || isSureOfAll(world, person)) return person
    const level = await levelFor(as(world, citizen.actsAs(person)), person, visit.path)
    return isSure(person, level) ? person : new GoFirst(redirect(signInPath({ path: wayBack(visit), level })))
  },
  actsAs: citizen.actsAs,
}

function isSure({ level }: Person, asked: AssuranceLevel): boolean {
  return assuranceLevels.indexOf(level) >= assuranceLevels.indexOf(asked)
}

/** Whether no service at all asks for more: then no journey has to be looked at. */
function isSureOfAll({ catalogue }: JourneysWorld, person: Person): boolean {
  const asked = catalogue.levels ?? [...catalogue.services.values()].map(({ identity }) => identity)
  return [...asked].every(level => isSure(person, level))
}

async function levelFor(world: JourneysWorld, person: Person, path: string): Promise<AssuranceLevel> {
  const { services } = definitionOf(world.catalogue, await begun(world, person, path))
  const asked = services.map(({ identity }) => assuranceLevels.indexOf(identity))
  return assuranceLevels[Math.max(0, ...asked)]!
}

/** The journey that an address speaks of, also one that is only about to begin. @throws a Refusal when it is not theirs */
async function begun(world: JourneysWorld, person: Person, path: string): Promise<Subject> {
  const [, room, name = ''] = path.split('/')
  const subject = decodeURIComponent(name)
  if (room !== 'journeys') {
    const start = { kind: room === 'services' ? ('service' as const) : ('life-event' as const), subject }
    return { ...start, chosen: null, versions: versionsFor(world.catalogue, { ...start, personId: person.id }) }
  }
  const draft = isId(subject) ? await findDraft(world, person.id, subject) : undefined
  if (!draft) throw notThere()
  return draft
}

/** A page to come back to: where a form goes cannot be looked at, so it is the page of its service or journey. */
function wayBack({ method, path, url }: Visit): string {
  return method === 'GET' ? url : path.split('/').slice(0, 3).join('/')
}
