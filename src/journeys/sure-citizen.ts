import {
  type Act,
  type AssuranceLevel,
  assuranceLevels,
  asWhom,
  citizenEvenActing,
  mandateTooNarrow,
  mayActIn,
  onBehalf,
  type Person,
  signInPath,
} from '#people'
import { as, type Gate, GoFirst, isId, redirect, type Visit } from '#platform'
import { definitionOf, type Subject, versionsFor } from './definition.ts'
import { notThere } from './refusals.ts'
import { findDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

/**
 * Lets people in of whom the provider was as sure as the services of the journey ask; others sign in again, more surely, and come
 * back. Who acts for another is let in as far as the mandate reaches: these services, and to see, to prepare or to send.
 */
export const sureCitizen = { see: sureTo('see'), prepare: sureTo('prepare'), send: sureTo('send') }

function sureTo(act: Act): Gate<JourneysWorld, Person> {
  return {
    name: 'citizen, as sure as the service asks',
    onBehalf,
    actsAs: citizenEvenActing.actsAs,
    async admit(world, visit) {
      const person = await citizenEvenActing.admit(world, visit)
      if (person instanceof GoFirst || (!person.actingFor && isSureOfAll(world, person))) return person
      const whose = person.actingFor ? { ...person, id: person.actingFor.of } : person
      const seen = as(world, citizenEvenActing.actsAs(whose))
      const { services } = definitionOf(world.catalogue, await begun(seen, whose, visit.path))
      const wanted = services.map(({ id }) => id)
      if (!mayActIn(person, wanted)) throw mandateTooNarrow(person.actingFor!)
      const level = highest(services)
      if (!isSure(person, level)) return new GoFirst(redirect(signInPath({ path: wayBack(visit), level })), 'unsure')
      return asWhom(world, person, { act, visit })
    },
  }
}

function isSure({ level }: Person, asked: AssuranceLevel): boolean {
  return assuranceLevels.indexOf(level) >= assuranceLevels.indexOf(asked)
}

/** Whether no service at all asks for more: then no journey has to be looked at. */
function isSureOfAll({ catalogue }: JourneysWorld, person: Person): boolean {
  const asked = catalogue.levels ?? [...catalogue.services.values()].map(({ identity }) => identity)
  return [...asked].every(level => isSure(person, level))
}

function highest(services: readonly { identity: AssuranceLevel }[]): AssuranceLevel {
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
