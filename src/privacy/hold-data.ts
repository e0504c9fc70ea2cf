import { type Officer, peopleWithNationalId, staffOf } from '#people'
import { as, isId, newId, Refusal, record, transaction } from '#platform'
import { insertHold, liftStanding } from './erasure-store.ts'
import { erasureWords } from './erasure-words.ts'
import type { PrivacyWorld } from './world.ts'

/**
 * Holds everything back that is held of a person: nobody erases it until the agency lifts the hold.
 * @returns false when nobody here has this identifier
 * @throws {Refusal} HOLD_IS_YOUR_OWN
 */
export async function setHold(
  world: PrivacyWorld,
  { nationalId, reason }: { nationalId: string; reason: string },
  by: Officer,
): Promise<boolean> {
  const staff = await staffOf(world, by.agency)
  // Whoever the database does not take for that agency does not find themselves there, and learns of nobody.
  if (!staff.some(({ id }) => id === by.id)) return false
  const people = await peopleWithNationalId(as(world, 'system privacy.hold'), nationalId)
  if (people.length === 0) return false
  if (people.includes(by.personId)) throw refusal('HOLD_IS_YOUR_OWN', 403)
  const { agency } = by
  await transaction(world, async tx => {
    for (const person of people) {
      const id = newId()
      await insertHold(tx, { person, id, agency, reason, officer: by.id, officerName: by.name })
      await record(tx, { kind: 'hold.set', about: id, person, by: by.id, facts: { agency } })
    }
  })
  return true
}

/** Lifts a hold of the officer's own agency. @throws {Refusal} HOLD_NOT_THERE, also when it was lifted before */
export async function liftHold(world: PrivacyWorld, id: string, by: Officer): Promise<void> {
  if (!isId(id)) throw refusal('HOLD_NOT_THERE', 404)
  const { agency } = by
  await transaction(world, async tx => {
    const person = await liftStanding(tx, { id, agency, officer: by.id })
    if (!person) throw refusal('HOLD_NOT_THERE', 404)
    await record(tx, { kind: 'hold.lifted', about: id, person, by: by.id, facts: { agency } })
  })
}

function refusal(code: 'HOLD_IS_YOUR_OWN' | 'HOLD_NOT_THERE', status: number): Refusal {
  return new Refusal(code, status, language => erasureWords(language)(code))
}
