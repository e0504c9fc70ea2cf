import { maybe, openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import type { Finding, Inquiry, InquiryId } from './inquiry.ts'

interface Row extends Omit<Inquiry, 'person' | 'question' | 'answer'> {
  readonly personId: string
  readonly sealedQuestion: string
  readonly finding: Finding | null
  readonly sealedAnswer: string
  readonly officerName: string | null
  readonly answeredAt: Date
}

/** @returns false when this look was questioned before */
export async function insertInquiry(tx: Tx, one: Omit<Inquiry, 'answer'>): Promise<boolean> {
  const touched = await run(
    tx,
    sql`insert into privacy.inquiry (person_id, id, reference, look, looked, agency, language, sealed_question, asked_at, due_on)
        values (${one.person}, ${one.id}, ${one.reference}, ${one.look}, ${JSON.stringify(one.looked)}::jsonb, ${one.agency}, ${one.language},
                ${sealText(tx, one.question)}, ${one.askedAt}, ${one.dueOn})
        on conflict (person_id, look) do nothing`,
  )
  return touched === 1
}

export async function findInquiries(world: World, person: string): Promise<Inquiry[]> {
  const found = await rows<Row>(
    world,
    sql`select * from privacy.inquiry where person_id = ${person} order by asked_at desc, id limit 200`,
  )
  return found.map(row => toInquiry(world, row))
}

export async function findInquiry(world: World, person: string, id: InquiryId): Promise<Inquiry | undefined> {
  const row = await maybe<Row>(world, sql`select * from privacy.inquiry where person_id = ${person} and id = ${id}`)
  return row && toInquiry(world, row)
}

export async function findInquiryAbout(world: World, person: string, look: number): Promise<{ id: InquiryId } | undefined> {
  return maybe(world, sql`select id from privacy.inquiry where person_id = ${person} and look = ${look}`)
}

/** What an agency is asked: the open ones first, the one due first on top; those answered after them. */
export async function findInquiriesOf(world: World, agency: string): Promise<Inquiry[]> {
  const found = await rows<Row>(
    world,
    sql`select * from privacy.inquiry where agency = ${agency}
        order by answered_at is not null, case when answered_at is null then due_on end, answered_at desc, id limit 200`,
  )
  return found.map(row => toInquiry(world, row))
}

export async function findAgencysInquiry(world: World, agency: string, id: InquiryId): Promise<Inquiry | undefined> {
  const row = await maybe<Row>(world, sql`select * from privacy.inquiry where agency = ${agency} and id = ${id}`)
  return row && toInquiry(world, row)
}

/** @returns false when a colleague was first */
export async function saveInquiryAnswer(
  tx: Tx,
  { person, id }: Pick<Inquiry, 'person' | 'id'>,
  answer: { finding: Finding; text: string; by: string; officerName: string },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update privacy.inquiry set finding = ${answer.finding}, sealed_answer = ${sealText(tx, answer.text)},
          answered_by = ${answer.by}, officer_name = ${answer.officerName}, answered_at = ${tx.now()}
        where person_id = ${person} and id = ${id} and answered_at is null`,
  )
  return touched === 1
}

function toInquiry(
  world: World,
  { personId, sealedQuestion, finding, sealedAnswer, officerName, answeredAt, ...row }: Row,
): Inquiry {
  return {
    ...{ id: row.id, reference: row.reference, look: row.look, looked: row.looked, agency: row.agency, language: row.language },
    ...{ askedAt: row.askedAt, dueOn: row.dueOn, person: personId, question: openText(world, sealedQuestion) },
    answer: finding
      ? { finding, text: openText(world, sealedAnswer), officerName: officerName ?? '', at: answeredAt }
      : undefined,
  }
}
