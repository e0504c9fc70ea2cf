import type { Officer } from '#people'
import { isId, record, type Tx, transaction } from '#platform'
import type { Finding } from '../inquiry.ts'
import type { PrivacyWorld } from '../world.ts'
import { type EmergencyReview, type LookReview, reviewDueAt, reviewedAlready, reviewIsYourOwn, reviewNotThere } from './review.ts'
import { findEmergency, findLookReview, saveEmergencyReview, saveLookReview } from './review-store.ts'

interface Writing {
  readonly id: string
  readonly finding: Finding
  readonly text: string
}

/** Looks that were singled out, for a privacy officer of the agency. @throws {Refusal} REVIEW_NOT_THERE, REVIEW_IS_YOUR_OWN */
export async function lookReviewFor(world: PrivacyWorld, id: string, by: Officer): Promise<LookReview> {
  const found = isId(id) ? await findLookReview(world, by.agency, id) : undefined
  if (!found) throw reviewNotThere()
  if (isOwn(found, by) || found.officerPerson === by.personId) throw reviewIsYourOwn()
  return found
}

/** Writes down what was found about looks; nothing follows from it by itself. @throws {Refusal} also REVIEW_ALREADY_DONE */
export async function reviewLook(world: PrivacyWorld, { id, finding, text }: Writing, by: Officer): Promise<void> {
  await transaction(world, async tx => {
    const found = await lookReviewFor(tx, id, by)
    if (!(await saveLookReview(tx, found, { finding, text, by: by.id, reviewerName: by.name }))) throw reviewedAlready()
    const facts = { agency: by.agency, finding, reasons: found.reasons }
    await record(tx, { kind: 'looks.reviewed', about: found.officer, by: by.id, facts })
  })
}

/** An emergency for a privacy officer of the agency; that they opened it is recorded, and the person can see it. */
export async function viewEmergency(world: PrivacyWorld, id: string, by: Officer): Promise<EmergencyReview> {
  return transaction(world, async tx => {
    const found = await emergencyFor(tx, id, by)
    const { person, agency } = found
    await record(tx, { kind: 'emergency.viewed', about: id, person, by: by.id, facts: { agency } })
    return found
  })
}

async function emergencyFor(world: PrivacyWorld, id: string, by: Officer): Promise<EmergencyReview> {
  const found = isId(id) ? await findEmergency(world, by.agency, id) : undefined
  if (!found) throw reviewNotThere()
  if (isOwn(found, by)) throw reviewIsYourOwn()
  return found
}

/** What the officer did, and what is about them or somebody whom they act for. */
function isOwn({ officer, person }: { officer: string; person: string }, by: Officer): boolean {
  return officer === by.id || [by.personId, ...by.actsFor].includes(person)
}

/** Writes down whether there was an emergency. Somebody else than the officer who stated it. @throws {Refusal} also REVIEW_ALREADY_DONE */
export async function reviewEmergency(world: PrivacyWorld, { id, finding, text }: Writing, by: Officer): Promise<void> {
  await transaction(world, async (tx: Tx<PrivacyWorld>) => {
    const found = await emergencyFor(tx, id, by)
    if (!(await saveEmergencyReview(tx, found, { finding, text, by: by.id, reviewerName: by.name }))) throw reviewedAlready()
    const inTime = tx.now() <= reviewDueAt(found)
    const { person, agency } = found
    await record(tx, { kind: 'emergency.reviewed', about: id, person, by: by.id, facts: { agency, finding, inTime } })
  })
}
