import type { AppWorld } from '#app'
import type { Decider } from '#cases'
import { appointOfficer, meetPerson } from '#people'
import { as, transaction } from '#platform'
import { type NamedPerson, namedPeople } from '../town/named-people.ts'

export type PersonIds = Readonly<Record<string, string>>

/** Makes everybody known whom the story names. @returns their ids by subject */
export async function meetNamedPeople(world: AppWorld, issuer: string): Promise<PersonIds> {
  const met: Record<string, string> = {}
  for (const person of namedPeople) met[person.subject] = await meet(world, person, issuer)
  return met
}

/** One person, as the identity provider would introduce them. */
export async function meet(world: AppWorld, person: Omit<NamedPerson, 'story' | 'works'>, issuer: string): Promise<string> {
  const { subject, givenNames, familyName, nationalId, bornOn, language } = person
  const introduced = { issuer, subject, name: { givenNames, familyName }, nationalId, bornOn, language }
  return (await transaction(as(world, 'system people.sign-in'), tx => meetPerson(tx, introduced, language))).personId
}

/** Gives Fairhaven's staff their work. @returns each officer by subject */
export async function appointStaff(world: AppWorld, people: PersonIds): Promise<Readonly<Record<string, Decider>>> {
  const officers: Record<string, Decider> = {}
  for (const person of namedPeople as readonly NamedPerson[]) {
    if (!person.works) continue
    const id = await appointOfficer(world, { person: people[person.subject]!, ...person.works, by: 'seed' })
    officers[person.subject] = {
      id,
      agency: person.works.agency,
      personId: people[person.subject]!,
      name: `${person.givenNames} ${person.familyName}`,
    }
  }
  return officers
}
