import { type Language, record, transaction, type World } from '#platform'
import type { PersonId } from './person.ts'
import { updateLanguage } from './person-store.ts'

/** The language we write to a person in from now on. */
export async function changeLanguage(world: World, person: PersonId, language: Language): Promise<void> {
  await transaction(world, async tx => {
    await updateLanguage(tx, person, language)
    await record(tx, { kind: 'person.language-changed', about: person, person, by: person, facts: { language } })
  })
  world.hearing?.changed(person)
}
