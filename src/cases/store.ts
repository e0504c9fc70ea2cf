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
  /** What files and identifiers were given in: of these its agency sees them. */
  readonly journey: string
  /** Its place among the requests of its submission, from 0. */
  readonly position: number
  readonly tasks: readonly Pick<CaseTask, 'task' | 'agency' | 'dueOn'>[]
}

/** Writes the cases of submissions, with their facts sealed, in one statement. */
export async function insertCases(tx: Tx, cases: readonly NewCase[]): Promise<void> {
  const written = cases.map(({ facts, tasks: _, submission, ...one }) => ({
    ...one,
    submissionId: submission.id,
    submissionReference: submission.reference,
    sealedFacts: sealText(tx, JSON.stringify(facts)),
  }))
  await run(
    tx,
    sql`insert into cases.case_file (person_id, id, reference, submission_id, submission_reference, journey_id, service, version, agency,
          channel, language, state, follows, sealed_facts, received_at, due_on, position)
        select person, id, reference, "submissionId", "submissionReference", journey, service, version, agency, channel, language, state,
          follows, "sealedFacts", "receivedAt", "dueOn", position
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as c(person uuid, id uuid, reference text, "submissionId" uuid,
          "submissionReference" text, journey uuid, service text, version int, agency text, channel text, language text, state text, follows text,
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

export interface ToAssess {
  readonly current: Case
  readonly facts: CaseFacts
  readonly wasAssessed: boolean
}

/** As `lockCase` for many, with the facts and whether the rules have looked before: all they need, in one read. */
export async function lockToAssess(tx: Tx, of: readonly Pick<Case, 'id' | 'person'>[]): Promise<ToAssess[]> {
  // In one order, so that two who lock many wait for each other and never in a circle.
  const wanted = [...new Map(of.map(one => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const [ids, persons] = [wanted.map(({ id }) => id), wanted.map(({ person }) => person)]
  // One by one, each by the index: a plan made while the table was empty would read all of it for each stretch.
  const held = run(
    tx,
    sql`select 1 from unnest(${ids}::uuid[], ${persons}::uuid[]) as wanted(id, person_id)
        cross join lateral (select 1 from cases.case_file c where c.person_id = wanted.person_id and c.id = wanted.id for update limit 1) as held`,
  )
  const read = rows<SheetRow & { sealedFacts: string; wasAssessed: boolean }>(
    tx,
    sql`select s.*, c.sealed_facts,
          exists (select 1 from cases.assessment a where a.person_id = c.person_id and a.case_id = c.id) as was_assessed
        from unnest(${ids}::uuid[], ${persons}::uuid[]) as wanted(id, person_id)
        cross join lateral (select person_id, id, sealed_facts from cases.case_file f where f.person_id = wanted.person_id and f.id = wanted.id limit 1) as c
        cross join lateral (select * from cases.sheet where person_id = c.person_id and id = c.id limit 1) as s`,
  )
  const [, found] = await Promise.all([held, read])
  if (found.length < wanted.length) throw caseNotFound()
  return found.map(row => ({
    ...{ current: toCase(tx, row), wasAssessed: row.wasAssessed },
    facts: JSON.parse(openText(tx, row.sealedFacts)),
  }))
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

/** The cases that wait for one of these to be granted, each with the one it waits for. */
export function casesWaitingFor(tx: Tx, ids: readonly CaseId[]): Promise<{ id: CaseId; first: CaseId }[]> {
  return rows(
    tx,
    sql`select waiting.id, first.id as first from cases.case_file first
        join cases.case_file waiting on waiting.person_id = first.person_id and waiting.submission_id = first.submission_id
          and waiting.follows = first.service and waiting.state = 'waiting-on-other'
        where first.id = any(${ids}::uuid[]) order by waiting.id`,
  )
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

/** Writes decisions, an officer's reasons sealed, and with them that their cases are decided. */
export async function saveDecisions(tx: Tx, decided: readonly { current: Case; taken: TakenDecision }[]): Promise<void> {
  const written = decided.map(({ current: { person, id }, taken }) => {
    const { outcome, because, words, by, officerName, reason, pays, documents, at } = taken
    const sealedReason = reason === undefined ? null : sealText(tx, reason)
    const paid = { paysMinor: pays?.amountMinor, paysCurrency: pays?.currency, paysEvery: pays?.every }
    return { person, id, outcome, because, words, by, officerName, sealedReason, ...paid, documents, at }
  })
  // Named beside the join, so that the plan made while the table was small still looks them up when it is large.
  const ids = decided.map(({ current }) => current.id)
  await run(
    tx,
    sql`with decision as (
        insert into cases.decision (person_id, case_id, outcome, because, words, by, officer_name, sealed_reason, pays_minor,
          pays_currency, pays_every, documents, decided_at)
        select person, id, outcome, because, words, by, "officerName", "sealedReason", "paysMinor", "paysCurrency", "paysEvery", documents, at
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as d(person uuid, id uuid, outcome text, because text, words jsonb,
          by text, "officerName" text, "sealedReason" text, "paysMinor" bigint, "paysCurrency" text, "paysEvery" text, documents jsonb,
          at timestamptz)
        returning person_id, case_id)
        update cases.case_file c set state = 'decided' from decision d
        where c.person_id = d.person_id and c.id = d.case_id and c.id = any(${ids}::uuid[])`,
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
