import { isDeepStrictEqual } from 'node:util'
import { type HeldFact, heldFacts, validUntil } from '#cases'
import { dayOf, formatDate, type Language, newId, newReference, record, type Tx, transaction } from '#platform'
import { letterhead, writeLetter } from '../letter.ts'
import type { PrivacyWorld } from '../world.ts'
import { ANSWER_WITHIN, type Correction, type CorrectionId, correctionNotThere, isCorrectable } from './correction.ts'
import { findOpenAbout, insertCorrection } from './correction-store.ts'
import { correctionWords } from './correction-words.ts'

/** What a person points at: one value in one of their requests. */
export interface Pointed {
  readonly case: string
  readonly fact: string
  readonly entry: number
}

/** The value pointed at; undefined when it is not there, not theirs, or not to be corrected so. */
export async function pointedAt(world: PrivacyWorld, person: string, pointed: Pointed): Promise<HeldFact | undefined> {
  return (await heldFacts(world, person)).find(
    held =>
      held.in.reference === pointed.case &&
      held.fact.name === pointed.fact &&
      held.entry === pointed.entry &&
      isCorrectable(held.fact),
  )
}

interface Asking {
  readonly person: string
  readonly pointed: Pointed
  readonly wanted: unknown
  readonly why: string
  readonly language: Language
}

/**
 * Asks the agency that works with a value to correct it. The clock runs from now; asked twice it is one request.
 * @throws {Refusal} CORRECTION_NOT_THERE
 */
export async function askCorrection(
  world: PrivacyWorld,
  { person, pointed, wanted, why, language }: Asking,
): Promise<CorrectionId> {
  return transaction(world, async tx => {
    const held = await pointedAt(tx, person, pointed)
    if (!held || isDeepStrictEqual(held.value, wanted)) throw correctionNotThere()
    const asked = { ...correctionOf(tx, held), person, language, wanted, why }
    return (await openCorrection(tx, asked, person)) ?? (await findOpenAbout(tx, asked))!.id
  })
}

/** A request about one value as it is held now, with its clock. */
export function correctionOf(world: PrivacyWorld, { in: of, fact, entry, value, source }: HeldFact) {
  const { service, version, agency } = of
  return {
    ...{ id: newId(), reference: newReference(), agency, case: of.id, service, version, fact: fact.name, entry, source },
    ...{ before: value, askedAt: world.now(), dueOn: validUntil(dayOf(world.now()), ANSWER_WITHIN), follows: undefined },
  }
}

/** Writes a request down and tells the person. @returns undefined when the same is being asked already */
export async function openCorrection(
  tx: Tx<PrivacyWorld>,
  asked: Omit<Correction, 'answer'>,
  by: string,
): Promise<CorrectionId | undefined> {
  if (!(await insertCorrection(tx, asked))) return undefined
  const { id, person, agency, service, dueOn } = asked
  const facts = { agency, service, dueOn, case: asked.case, follows: asked.follows ?? null }
  await record(tx, { kind: 'correction.asked', about: id, person, by, facts })
  await tellReceived(tx, asked)
  return id
}

async function tellReceived(tx: Tx<PrivacyWorld>, asked: Omit<Correction, 'answer'>): Promise<void> {
  const { person, id, agency, language, service, reference, dueOn, follows } = asked
  await writeLetter(tx, {
    ...{ person, about: id, from: agency, language, service, kind: 'received' },
    subject: language => correctionWords(language)('received-subject'),
    text: language => {
      const about = { agency: letterhead(tx, agency, language), reference, date: formatDate(language, dueOn) }
      return correctionWords(language)(follows ? 'received-text-follows' : 'received-text', about)
    },
  })
}
