import type { Officer } from '#people'
import { dayOf, isId, record, transaction } from '#platform'
import { alreadyAnswered, type Finding, type Inquiry, type InquiryId, inquiryIsYourOwn, inquiryNotThere } from './inquiry.ts'
import { findAgencysInquiry, saveInquiryAnswer } from './inquiry-store.ts'
import { inquiryWords } from './inquiry-words.ts'
import { writeLetter } from './letter.ts'
import type { PrivacyWorld } from './world.ts'

/** An inquiry for a privacy officer of its agency. @throws {Refusal} INQUIRY_NOT_THERE, INQUIRY_IS_YOUR_OWN */
async function inquiryFor(world: PrivacyWorld, id: InquiryId, by: Officer): Promise<Inquiry> {
  const inquiry = isId(id) ? await findAgencysInquiry(world, by.agency, id) : undefined
  if (!inquiry) throw inquiryNotThere()
  const own = [by.personId, ...by.actsFor]
  if (own.includes(inquiry.person) || own.includes(inquiry.looked.by) || inquiry.looked.by === by.id) throw inquiryIsYourOwn()
  return inquiry
}

/** Shows an inquiry to a privacy officer of its agency, and records that they looked: the person can see it. */
export async function viewInquiry(world: PrivacyWorld, id: InquiryId, by: Officer): Promise<Inquiry> {
  return transaction(world, async tx => {
    const inquiry = await inquiryFor(tx, id, by)
    const { person, agency, looked } = inquiry
    await record(tx, { kind: 'inquiry.viewed', about: id, person, by: by.id, facts: { agency, service: looked.service } })
    return inquiry
  })
}

/**
 * Answers a person's question about a look, with reasons; the answer goes into their mailbox.
 * @throws {Refusal} INQUIRY_NOT_THERE, INQUIRY_IS_YOUR_OWN, INQUIRY_ALREADY_ANSWERED
 */
export async function answerInquiry(
  world: PrivacyWorld,
  { id, finding, text }: { id: InquiryId; finding: Finding; text: string },
  by: Officer,
): Promise<void> {
  await transaction(world, async tx => {
    const inquiry = await inquiryFor(tx, id, by)
    const { person, agency, language, looked, reference, dueOn } = inquiry
    if (!(await saveInquiryAnswer(tx, inquiry, { finding, text, by: by.id, officerName: by.name }))) throw alreadyAnswered()
    const inTime = dayOf(tx.now()) <= dueOn
    await record(tx, { kind: 'inquiry.answered', about: id, person, by: by.id, facts: { agency, finding, dueOn, inTime } })
    await writeLetter(tx, {
      ...{ person, about: id, from: agency, language, service: looked.service, kind: 'decided' },
      subject: language => inquiryWords(language)('answered-subject'),
      text: language => {
        const t = inquiryWords(language)
        return [t(`found-${finding}`), text, t('answered-more', { reference })].join('\n\n')
      },
    })
  })
}
