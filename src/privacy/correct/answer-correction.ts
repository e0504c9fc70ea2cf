import { correctFact } from '#cases'
import type { Officer } from '#people'
import { dayOf, enqueue, isId, record, type Tx, transaction } from '#platform'
import { writeLetter } from '../letter.ts'
import type { PrivacyWorld } from '../world.ts'
import {
  alreadyCorrected,
  type Correction,
  type CorrectionId,
  type CorrectionOutcome,
  correctionIsYourOwn,
  correctionNotThere,
} from './correction.ts'
import { findAgencysCorrection, saveCorrectionAnswer } from './correction-store.ts'
import { correctionWords } from './correction-words.ts'

/** A request for staff of its agency. @throws {Refusal} CORRECTION_NOT_THERE, CORRECTION_IS_YOUR_OWN */
async function correctionFor(world: PrivacyWorld, id: CorrectionId, by: Officer): Promise<Correction> {
  const found = isId(id) ? await findAgencysCorrection(world, by.agency, id) : undefined
  if (!found) throw correctionNotThere()
  if ([by.personId, ...by.actsFor].includes(found.person)) throw correctionIsYourOwn()
  return found
}

/** Shows a request to staff of its agency, and records that they looked: the person can see it. */
export async function viewCorrection(world: PrivacyWorld, id: CorrectionId, by: Officer): Promise<Correction> {
  return transaction(world, async tx => {
    const found = await correctionFor(tx, id, by)
    const { person, agency, service } = found
    await record(tx, { kind: 'correction.viewed', about: id, person, by: by.id, facts: { agency, service } })
    return found
  })
}

interface Answering {
  readonly id: CorrectionId
  readonly outcome: CorrectionOutcome
  /** The officer's reasons, for the person to read. */
  readonly text: string
}

/**
 * Accepts or refuses. Accepted, the value is put right in every case of the agency that used it, in this same transaction, and whoever it
 * was passed on to hears of it from the queue.
 * @throws {Refusal} CORRECTION_NOT_THERE, CORRECTION_IS_YOUR_OWN, CORRECTION_ALREADY_ANSWERED
 */
export async function answerCorrection(world: PrivacyWorld, { id, outcome, text }: Answering, by: Officer): Promise<void> {
  await transaction(world, async tx => {
    const asked = await correctionFor(tx, id, by)
    const { person, agency, dueOn } = asked
    if (!(await saveCorrectionAnswer(tx, asked, { outcome, text, by: by.id, officerName: by.name }))) throw alreadyCorrected()
    const cases = outcome === 'accepted' ? await putRight(tx, asked, by) : 0
    const facts = { agency, outcome, dueOn, inTime: dayOf(tx.now()) <= dueOn, cases }
    await record(tx, { kind: 'correction.answered', about: id, person, by: by.id, facts })
    await tellAnswered(tx, asked, { outcome, text })
  })
}

/** @returns how many cases held the value */
async function putRight(tx: Tx<PrivacyWorld>, asked: Correction, by: Officer): Promise<number> {
  const { person, id, fact, entry, before, wanted } = asked
  const cases = await correctFact(tx, { person, correction: id, fact, entry, before, after: wanted }, by)
  await enqueue(tx, 'privacy.pass-on-correction', { person, correction: id }, { key: `privacy.pass-on-correction ${id}` })
  return cases.length
}

async function tellAnswered(
  tx: Tx<PrivacyWorld>,
  { person, id, agency, language, service, reference }: Correction,
  { outcome, text }: Pick<Answering, 'outcome' | 'text'>,
): Promise<void> {
  await writeLetter(tx, {
    ...{ person, about: id, from: agency, language, service, kind: 'decided' },
    subject: language => correctionWords(language)(`answered-subject-${outcome}`),
    text: language => {
      const t = correctionWords(language)
      return [t(`outcome-${outcome}`), text, t(`answered-more-${outcome}`, { reference })].join('\n\n')
    },
  })
}
