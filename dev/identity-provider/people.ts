import { type NamedPerson, namedPeople } from '../town/named-people.ts'
import { makePopulation } from '../town/population.ts'
import { adultSubjects } from '../town/subjects.ts'

/** What the provider knows of a person: what it puts in the ID token. */
export type KnownPerson = Pick<NamedPerson, 'subject' | 'nationalId' | 'givenNames' | 'familyName' | 'bornOn' | 'language'>

/** Finds a person by subject: a named one, or `population-N` of the synthetic population. */
export type FindPerson = (subject: string) => KnownPerson | undefined | Promise<KnownPerson | undefined>

export type Subject = (typeof namedPeople)[number]['subject']

const bySubject = new Map<string, KnownPerson>(namedPeople.map(person => [person.subject, person]))

/** Finds Fairhaven's named people only. */
export const findNamedPerson: FindPerson = subject => bySubject.get(subject)

/** Finds named people, and anybody of the synthetic population as it is on a day. @param today `YYYY-MM-DD` @param people how many it has, children too */
export function findAnybody(today: string, people?: number): FindPerson {
  const adults = new Map(
    adultSubjects(makePopulation({ today, ...(people && { people }) })).map(person => [person.subject, person]),
  )
  return subject => bySubject.get(subject) ?? adults.get(subject)
}

export const residents = namedPeople.filter(person => !('works' in person))

export const staff = namedPeople.filter(person => 'works' in person)

/** The person's claims, named as OpenID Connect Core 5.1 names them; `national_id` is Fairhaven's own. */
export function claimsOf(person: KnownPerson) {
  return {
    sub: person.subject,
    given_name: person.givenNames,
    family_name: person.familyName,
    birthdate: person.bornOn,
    locale: person.language,
    national_id: person.nationalId,
  }
}
