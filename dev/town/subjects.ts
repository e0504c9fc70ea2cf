import type { NamedPerson } from './named-people.ts'
import { namedPeople } from './named-people.ts'
import type { Population, Resident } from './resident.ts'

type Subject = Omit<NamedPerson, 'story' | 'works'>

/** The adults of the synthetic population besides the named people, in order: `population-0`, `population-1` … when they sign in. */
export function adultSubjects({ residents }: Population): Subject[] {
  const named = new Set<string>(namedPeople.map(({ nationalId }) => nationalId))
  return [...residents.values()]
    .filter(({ nationalId, incomeMinor }) => incomeMinor !== undefined && !named.has(nationalId))
    .map((resident, number) => subjectOf(resident, number))
}

function subjectOf({ nationalId, givenNames, familyName, bornOn }: Resident, number: number): Subject {
  return { subject: `population-${number}`, nationalId, givenNames, familyName, bornOn, language: 'en' }
}
