import { versionOf } from '#catalogue'
import { assuranceLevels, citizen, type Person, signInPath } from '#people'
import { as, type Gate, GoFirst, isId, redirect } from '#platform'
import type { JourneysWorld } from '../world.ts'
import { findOffer } from './offer-store.ts'

/** Lets people in to what is offered to them of whom the provider was as sure as its service asks; others sign in again, more surely. */
export const sureOfOffer: Gate<JourneysWorld, Person> = {
  name: 'citizen, as sure as the service offered asks',
  actsAs: citizen.actsAs,
  async admit(world, visit) {
    const person = await citizen.admit(world, visit)
    if (person instanceof GoFirst) return person
    const id = visit.path.split('/')[2] ?? ''
    const offer = isId(id) ? await findOffer(as(world, citizen.actsAs(person)), person.id, id) : undefined
    const level = offer && versionOf(world.catalogue, offer)?.identity
    if (!level || assuranceLevels.indexOf(person.level) >= assuranceLevels.indexOf(level)) return person
    return new GoFirst(redirect(signInPath({ path: `/offers/${id}`, level })), 'unsure')
  },
}
