import type { Words } from '#catalogue'
import { maybe, openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import {
  type Case,
  type CaseDocument,
  type CaseId,
  caseNotFound,
  type Payment,
  type PersonId,
  type TakenDecision,
} from './case.ts'
import type { CaseFacts } from './case-facts.ts'
import type { CaseTask } from './progress-store.ts'

export interface NewCase extends Omit<Case, 'openTasks' | 'decision'> {
  readonly facts: CaseFacts
  readonly tasks: readonly Pick<CaseTask, 'task' | 'agency' | 'dueOn'>[]
}

/** Writes the cases of one submission, with their facts sealed, in one statement. */
export async function insertCases(tx: Tx, cases: readonly NewCase[]): Promise<void> {
  const written = cases.map(({ facts, tasks: _, submission, ...one }, position) => ({
    ...one,
    position,
    submissionId: submission.id,
    submissionReference: submission.reference,
    sealedFacts: sealText(tx, JSON.stringify(facts)),
  }))
  await run(
    tx,
    sql`insert into cases.case_file (person_id, id, reference, submission_id, submission_reference, service, version, agency, channel,
          language, state, follows, sealed_facts, received_at, due_on, position)
        select person, id, reference, "submissionId", "submissionReference", service, version, agency, channel, language, state,
          follows, "sealedFacts", "receivedAt", "dueOn", position
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as c(person uuid, id uuid, reference text, "submissionId" uuid,
          "submissionReference" text, service text, version int, agency text, channel text, language text, state text, follows text,
          "sealedFacts" text, "receivedAt" timestamptz, "dueOn" date, position smallint)`,
  )
  await insertTasks(tx, cases)
}

async function insertTasks(tx: Tx, cases: readonly NewCase[]): Promise<void> {
  const tasks = cases.flatMap(({ person, id, tasks }) => tasks.map(task => ({ person, id, ...task })))
  if (tasks.length === 0) return
  await run(
    tx,
    sql`insert into cases.task (person_id, case_id, task, agency, due_on)
        select person, id, task, agency, "dueOn"
        from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as t(person uuid, id uuid, task text, agency text, "dueOn" date)`,
  )
}

/** Holds a case until the transaction ends, so that only one act on it happens at a time. @throws {Refusal} CASE_NOT_FOUND */
export async function lockCase(tx: Tx, id: CaseId, person?: string): Promise<Case> {
  // Read after the lock, by a statement of its own: one that waited would still see the decision as missing.
  const [, found] = await Promise.all([holdCase(tx, id, person), caseById(tx, id)])
  return found
}

/** As `lockCase`, with the facts and whether the rules have looked before: all they need, in one read. */
export async function lockToAssess(
  tx: Tx,
  { id, person }: Pick<Case, 'id' | 'person'>,
): Promise<{ current: Case; facts: CaseFacts; wasAssessed: boolean }> {
  const held = holdCase(tx, id, person)
  const read = maybe<SheetRow & { sealedFacts: string; wasAssessed: boolean }>(
    tx,
    sql`select s.*, c.sealed_facts,
          exists (select 1 from cases.assessment a where a.person_id = c.person_id and a.case_id = c.id) as was_assessed
        from cases.sheet s join cases.case_file c on c.person_id = s.person_id and c.id = s.id
        where s.person_id = ${person} and s.id = ${id}`,
  )
  const [, row] = await Promise.all([held, read])
  if (!row) throw caseNotFound()
  return { current: toCase(tx, row), facts: JSON.parse(openText(tx, row.sealedFacts)), wasAssessed: row.wasAssessed }
}

/** An officer knows a case by its id alone; whoever knows its person says so, and the database need not look everywhere. */
function holdCase(tx: Tx, id: CaseId, person?: string): Promise<number> {
  if (person === undefined) return run(tx, sql`select 1 from cases.case_file where id = ${id} for update`)
  return run(tx, sql`select 1 from cases.case_file where person_id = ${person} and id = ${id} for update`)
}

/** @throws {Refusal} CASE_NOT_FOUND */
export async function caseById(world: World, id: CaseId): Promise<Case> {
  const row = await maybe<SheetRow>(world, sql`select * from cases.sheet where id = ${id}`)
  if (!row) throw caseNotFound()
  return toCase(world, row)
}

/** All a person's cases, newest submission first. */
export async function casesOf(world: World, person: PersonId): Promise<Case[]> {
  const found = await rows<SheetRow>(
    world,
    sql`select * from cases.sheet where person_id = ${person} order by received_at desc, submission_id, position`,
  )
  return found.map(row => toCase(world, row))
}

/** The cases of one submission, by its reference; none when it is not there or not this person's. */
export async function casesOfSubmission(world: World, person: PersonId, reference: string): Promise<Case[]> {
  const found = await rows<SheetRow>(
    world,
    sql`select * from cases.sheet where person_id = ${person} and submission_reference = ${reference} order by position`,
  )
  return found.map(row => toCase(world, row))
}

/** One of a person's own cases, by its reference. */
export async function caseFor(world: World, person: PersonId, reference: string): Promise<Case | undefined> {
  const row = await maybe<SheetRow>(
    world,
    sql`select * from cases.sheet where person_id = ${person} and reference = ${reference}`,
  )
  return row && toCase(world, row)
}

/** The cases that wait for this one to be granted. */
export async function casesWaitingFor(tx: Tx, id: CaseId): Promise<CaseId[]> {
  const found = await rows<{ id: CaseId }>(
    tx,
    sql`select waiting.id from cases.case_file first
        join cases.case_file waiting on waiting.person_id = first.person_id and waiting.submission_id = first.submission_id
          and waiting.follows = first.service and waiting.state = 'waiting-on-other'
        where first.id = ${id} order by waiting.id`,
  )
  return found.map(found => found.id)
}

export async function saveState(tx: Tx, { person, id }: Case, state: Case['state']): Promise<void> {
  await run(tx, sql`update cases.case_file set state = ${state} where person_id = ${person} and id = ${id}`)
}

/** The facts of a case, opened. */
export async function factsOf(world: World, { person, id }: Case): Promise<CaseFacts> {
  const row = await maybe<{ sealedFacts: string }>(
    world,
    sql`select sealed_facts from cases.case_file where person_id = ${person} and id = ${id}`,
  )
  if (!row) throw caseNotFound()
  return JSON.parse(openText(world, row.sealedFacts))
}

/** The facts of all of a person's cases, opened, by case. */
export async function factsOfAll(world: World, person: PersonId): Promise<ReadonlyMap<CaseId, CaseFacts>> {
  const found = await rows<{ id: CaseId; sealedFacts: string }>(
    world,
    sql`select id, sealed_facts from cases.case_file where person_id = ${person}`,
  )
  return new Map(found.map(({ id, sealedFacts }) => [id, JSON.parse(openText(world, sealedFacts))]))
}

export async function saveFacts(tx: Tx, { person, id }: Case, facts: CaseFacts): Promise<void> {
  await run(
    tx,
    sql`update cases.case_file set sealed_facts = ${sealText(tx, JSON.stringify(facts))} where person_id = ${person} and id = ${id}`,
  )
}

export async function saveDecision(tx: Tx, { person, id }: Case, decision: TakenDecision): Promise<void> {
  const { outcome, because, words, by, officerName, reason, pays, documents, at } = decision
  await run(
    tx,
    sql`with decision as (
        insert into cases.decision (person_id, case_id, outcome, because, words, by, officer_name, sealed_reason, pays_minor,
          pays_currency, pays_every, documents, decided_at)
        values (${person}, ${id}, ${outcome}, ${because ?? null}, ${words ? JSON.stringify(words) : null}::jsonb, ${by},
          ${officerName ?? null}, ${reason === undefined ? null : sealText(tx, reason)}, ${pays?.amountMinor ?? null},
          ${pays?.currency ?? null}, ${pays?.every ?? null}, ${JSON.stringify(documents)}::jsonb, ${at})
        returning person_id, case_id)
        update cases.case_file c set state = 'decided' from decision d where c.person_id = d.person_id and c.id = d.case_id`,
  )
}

interface SheetRow extends Omit<Case, 'person' | 'submission' | 'decision' | 'follows'> {
  readonly personId: string
  readonly submissionId: string
  readonly submissionReference: string
  readonly follows: string | null
  readonly outcome: TakenDecision['outcome'] | null
  readonly because: string | null
  readonly words: Words | null
  readonly decidedBy: string
  readonly officerName: string | null
  readonly sealedReason: string | null
  readonly paysMinor: number | null
  readonly paysCurrency: string
  readonly paysEvery: Payment['every']
  readonly documents: CaseDocument[]
  readonly decidedAt: Date
}

function toCase(world: World, row: SheetRow): Case {
  const decision = decisionIn(world, row)
  return {
    ...{ id: row.id, reference: row.reference, person: row.personId, service: row.service, version: row.version },
    ...{ agency: row.agency, channel: row.channel, language: row.language, state: row.state, openTasks: row.openTasks },
    ...{ receivedAt: row.receivedAt, dueOn: row.dueOn },
    submission: { id: row.submissionId, reference: row.submissionReference },
    ...(row.follows !== null && { follows: row.follows }),
    ...(decision && { decision }),
  }
}

function decisionIn(world: World, row: SheetRow): TakenDecision | undefined {
  if (row.outcome === null) return undefined
  return {
    ...{ outcome: row.outcome, by: row.decidedBy, at: row.decidedAt, documents: row.documents },
    ...(row.because !== null && { because: row.because }),
    ...(row.words !== null && { words: row.words }),
    ...(row.officerName !== null && { officerName: row.officerName }),
    ...(row.sealedReason !== null && { reason: openText(world, row.sealedReason) }),
    ...(row.paysMinor !== null && {
      pays: { amountMinor: row.paysMinor, currency: row.paysCurrency, every: row.paysEvery },
    }),
  }
}
