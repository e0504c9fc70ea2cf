import { maybe, newId, openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import type { Correction, CorrectionId, CorrectionNotice, CorrectionOutcome } from './correction.ts'

interface Row extends Omit<Correction, 'person' | 'case' | 'before' | 'wanted' | 'why' | 'answer' | 'follows'> {
  readonly personId: string
  readonly caseId: string
  readonly sealedBefore: string
  readonly sealedWanted: string
  readonly sealedWhy: string
  readonly follows: string | null
  readonly outcome: CorrectionOutcome | null
  readonly sealedAnswer: string
  readonly officerName: string | null
  readonly answeredAt: Date
  readonly forgottenAt: Date | null
}

/** @returns false when the same is being asked already */
export async function insertCorrection(tx: Tx, one: Omit<Correction, 'answer'>): Promise<boolean> {
  const sealed = (value: unknown) => sealText(tx, JSON.stringify(value))
  const touched = await run(
    tx,
    sql`insert into privacy.correction (person_id, id, reference, agency, case_id, service, version, fact, entry, source, language,
          sealed_before, sealed_wanted, sealed_why, asked_at, due_on, follows)
        values (${one.person}, ${one.id}, ${one.reference}, ${one.agency}, ${one.case}, ${one.service}, ${one.version}, ${one.fact},
          ${one.entry}, ${one.source}, ${one.language}, ${sealed(one.before)}, ${sealed(one.wanted)}, ${sealText(tx, one.why)},
          ${one.askedAt}, ${one.dueOn}, ${one.follows ?? null})
        on conflict (person_id, agency, fact, entry) where answered_at is null do nothing`,
  )
  return touched === 1
}

/** All that a person asked, the newest first. */
export async function findCorrections(world: World, person: string): Promise<Correction[]> {
  const found = await rows<Row>(
    world,
    sql`select * from privacy.correction where person_id = ${person} order by asked_at desc, id limit 200`,
  )
  return found.map(row => toCorrection(world, row))
}

export async function findCorrection(world: World, person: string, id: CorrectionId): Promise<Correction | undefined> {
  const row = await maybe<Row>(world, sql`select * from privacy.correction where person_id = ${person} and id = ${id}`)
  return row && toCorrection(world, row)
}

export async function findOpenAbout(
  world: World,
  { person, agency, fact, entry }: Pick<Correction, 'person' | 'agency' | 'fact' | 'entry'>,
): Promise<{ id: CorrectionId } | undefined> {
  return maybe(
    world,
    sql`select id from privacy.correction
        where person_id = ${person} and agency = ${agency} and fact = ${fact} and entry = ${entry} and answered_at is null`,
  )
}

/** What an agency is asked to correct, the one due first on top; answered ones after them. */
export async function findCorrectionsOf(world: World, agency: string): Promise<Correction[]> {
  const found = await rows<Row>(
    world,
    sql`select * from privacy.correction where agency = ${agency}
        order by answered_at is not null, case when answered_at is null then due_on end, answered_at desc, id limit 200`,
  )
  return found.map(row => toCorrection(world, row))
}

export async function findAgencysCorrection(world: World, agency: string, id: CorrectionId): Promise<Correction | undefined> {
  const row = await maybe<Row>(world, sql`select * from privacy.correction where agency = ${agency} and id = ${id}`)
  return row && toCorrection(world, row)
}

/** @returns false when a colleague was first */
export async function saveCorrectionAnswer(
  tx: Tx,
  { person, id }: Pick<Correction, 'person' | 'id'>,
  answer: { outcome: CorrectionOutcome; text: string; by: string; officerName: string },
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update privacy.correction set outcome = ${answer.outcome}, sealed_answer = ${sealText(tx, answer.text)},
          answered_by = ${answer.by}, officer_name = ${answer.officerName}, answered_at = ${tx.now()}
        where person_id = ${person} and id = ${id} and answered_at is null`,
  )
  return touched === 1
}

/** Notes who is to be told; whoever stands there already is not told again. */
export async function insertNotices(
  tx: Tx,
  { person, id }: Pick<Correction, 'person' | 'id'>,
  told: readonly Pick<CorrectionNotice, 'kind' | 'recipient'>[],
): Promise<void> {
  for (const { kind, recipient } of told)
    await run(
      tx,
      sql`insert into privacy.correction_notice (person_id, correction_id, id, kind, recipient, found_at)
          values (${person}, ${id}, ${newId()}, ${kind}, ${recipient}, ${tx.now()}) on conflict do nothing`,
    )
}

export function findNotices(world: World, { person, id }: Pick<Correction, 'person' | 'id'>): Promise<CorrectionNotice[]> {
  return rows(
    world,
    sql`select id, kind, recipient, sent_at from privacy.correction_notice
        where person_id = ${person} and correction_id = ${id} order by kind desc, recipient`,
  )
}

/** @returns false when it had left before */
export async function markNoticeSent(tx: Tx, person: string, correction: CorrectionId, notice: string): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update privacy.correction_notice set sent_at = ${tx.now()}
        where person_id = ${person} and correction_id = ${correction} and id = ${notice} and sent_at is null`,
  )
  return touched === 1
}

/** The members of the exchange that were told this fact of this person by this agency, from the log of looks. */
export async function membersTold(world: World, { person, agency, fact }: Pick<Correction, 'person' | 'agency' | 'fact'>) {
  const found = await rows<{ member: string }>(
    world,
    sql`select distinct facts->>'member' as member from platform.event
        where person_id = ${person} and kind = 'lookup.made' and facts ? 'member' and facts->>'outcome' = 'found'
          and facts->>'agency' = ${agency} and facts->'facts' ? ${fact}::text order by 1`,
  )
  return found.map(({ member }) => member)
}

function toCorrection(world: World, row: Row): Correction {
  const { personId, caseId, sealedBefore, sealedWanted, sealedWhy, follows, outcome, sealedAnswer, officerName, answeredAt } = row
  const opened = (sealed: string) => (row.forgottenAt ? null : JSON.parse(openText(world, sealed)))
  return {
    ...{ person: personId, id: row.id, reference: row.reference, agency: row.agency, case: caseId, service: row.service },
    ...{ version: row.version, fact: row.fact, entry: row.entry, source: row.source, language: row.language },
    ...{ askedAt: row.askedAt, dueOn: row.dueOn, follows: follows ?? undefined },
    ...{ before: opened(sealedBefore), wanted: opened(sealedWanted), why: openText(world, sealedWhy) },
    answer: outcome
      ? { outcome, text: openText(world, sealedAnswer), officerName: officerName ?? '', at: answeredAt }
      : undefined,
  }
}
