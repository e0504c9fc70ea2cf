import { decisionDueOn } from '#cases'
import { dayOf, formatDate, type Language, newId, newReference, record, type Tx, transaction } from '#platform'
import { ANSWER_WITHIN_DAYS, type Inquiry, type InquiryId, inquiryNotThere } from './inquiry.ts'
import { findInquiryAbout, insertInquiry } from './inquiry-store.ts'
import { inquiryWords } from './inquiry-words.ts'
import { letterhead, writeLetter } from './letter.ts'
import { lookerOf } from './look.ts'
import { findLook } from './look-store.ts'
import type { PrivacyWorld } from './world.ts'

interface Question {
  readonly person: string
  /** The look's place in the log. */
  readonly look: number
  readonly text: string
  readonly language: Language
}

/**
 * Asks the privacy officer of the agency that looked why it did. The clock runs from now; asked twice it is one question.
 * @throws {Refusal} INQUIRY_NOT_THERE when this is no look at the person's data, or no agency took it
 */
export async function questionLook(world: PrivacyWorld, { person, look: id, text, language }: Question): Promise<InquiryId> {
  return transaction(world, async tx => {
    const look = await findLook(tx, person, id)
    const agency = look && (lookerOf(look, tx.catalogue) ?? look.holder)
    if (!look || !agency) throw inquiryNotThere()
    const asked = {
      ...{ id: newId(), reference: newReference(), person, look: id, agency, language, question: text, askedAt: tx.now() },
      looked: { ...look, at: look.at.toISOString() },
      dueOn: decisionDueOn(dayOf(tx.now()), ANSWER_WITHIN_DAYS, tx.closedDays),
    }
    if (!(await insertInquiry(tx, asked))) return (await findInquiryAbout(tx, person, id))!.id
    const { dueOn } = asked
    await record(tx, { kind: 'inquiry.opened', about: asked.id, person, by: person, facts: { agency, look: id, dueOn } })
    await tellReceived(tx, asked)
    return asked.id
  })
}

async function tellReceived(tx: Tx<PrivacyWorld>, asked: Omit<Inquiry, 'answer'>): Promise<void> {
  const { person, id, agency, language, reference, dueOn, looked } = asked
  await writeLetter(tx, {
    ...{ person, about: id, from: agency, language, service: looked.service, kind: 'received' },
    subject: language => inquiryWords(language)('received-subject'),
    text: language => {
      const about = { agency: letterhead(tx, agency, language), reference, date: formatDate(language, dueOn) }
      return inquiryWords(language)('received-text', about)
    },
  })
}
