import type { NamedPerson } from './named-people.ts'
import type { Population } from './resident.ts'

type Subject = Omit<NamedPerson, 'story' | 'works'>

/** The adults of the synthetic population besides the named people: `population-0`, `population-1` … when they sign in, the same person every day. */
export function adultSubjects({ residents, adults }: Population): Subject[] {
  return adults.flatMap((id, number) => {
    const resident = residents.get(id)
    if (!resident) return []
    const { nationalId, givenNames, familyName, bornOn } = resident
    return [{ subject: `population-${number}`, nationalId, givenNames, familyName, bornOn, language: 'en' as const }]
  })
}
