import { maybe, one, rows, run, sql, type Tx, type World } from '#platform'
import type { Draft, DraftId } from './draft.ts'
import type { Submission } from './submission.ts'

const OPEN_DRAFTS_SHOWN = 50

export async function insertDraft(tx: Tx, draft: Draft): Promise<void> {
  await run(
    tx,
    sql`insert into journeys.draft (person_id, id, kind, subject, chosen, channel, language, submission_key, created_at, saved_at)
        values (${draft.personId}, ${draft.id}, ${draft.kind}, ${draft.subject}, ${draft.chosen}, ${draft.channel}, ${draft.language},
                ${draft.submissionKey}, ${draft.createdAt}, ${draft.savedAt})`,
  )
}

/** A person's own draft, or undefined: another's is not there. */
export function findDraft(world: World, personId: string, id: DraftId): Promise<Draft | undefined> {
  return maybe<Draft>(world, sql`select * from journeys.draft where person_id = ${personId} and id = ${id}`)
}

export function lockDraft(tx: Tx, personId: string, id: DraftId): Promise<Draft | undefined> {
  return maybe<Draft>(tx, sql`select * from journeys.draft where person_id = ${personId} and id = ${id} for update`)
}

/** A person's journeys under way, the latest first. */
export function openDrafts(world: World, personId: string): Promise<Draft[]> {
  return rows<Draft>(
    world,
    sql`select * from journeys.draft where person_id = ${personId} and sent_at is null order by saved_at desc limit ${OPEN_DRAFTS_SHOWN}::int`,
  )
}

export async function saveDraft(tx: Tx, draft: Draft): Promise<void> {
  await run(
    tx,
    sql`update journeys.draft
        set chosen = ${draft.chosen}, answers = ${JSON.stringify(draft.answers)}::jsonb, told = ${JSON.stringify(draft.told)}::jsonb,
            lookups = ${JSON.stringify(draft.lookups)}::jsonb, confirmed = ${draft.confirmed}, revision = revision + 1,
            started_at = ${draft.startedAt}, saved_at = ${draft.savedAt}, sent_at = ${draft.sentAt}
        where person_id = ${draft.personId} and id = ${draft.id}`,
  )
}

export async function deleteDraft(tx: Tx, personId: string, id: DraftId): Promise<void> {
  await run(tx, sql`delete from journeys.draft where person_id = ${personId} and id = ${id} and sent_at is null`)
}

export async function insertSubmission(tx: Tx, submission: Submission): Promise<void> {
  await run(
    tx,
    sql`insert into journeys.submission (person_id, id, draft_id, reference, key, digest, kind, subject, language, channel, answers, requests, feedback_id, sent_at)
        values (${submission.personId}, ${submission.id}, ${submission.draftId}, ${submission.reference}, ${submission.key}, ${submission.digest},
                ${submission.kind}, ${submission.subject}, ${submission.language}, ${submission.channel}, ${JSON.stringify(submission.answers)}::jsonb,
                ${JSON.stringify(submission.requests)}::jsonb, ${submission.feedbackId}, ${submission.sentAt})`,
  )
}

export function submissionByKey(world: World, personId: string, key: string): Promise<Submission | undefined> {
  return maybe<Submission>(world, sql`select * from journeys.submission where person_id = ${personId} and key = ${key}`)
}

export function submissionByReference(world: World, personId: string, reference: string): Promise<Submission | undefined> {
  return maybe<Submission>(
    world,
    sql`select * from journeys.submission where person_id = ${personId} and reference = ${reference}`,
  )
}

export async function countSubmissions(world: World, personId: string): Promise<number> {
  return (
    await one<{ count: number }>(world, sql`select count(*) as count from journeys.submission where person_id = ${personId}`)
  ).count
}
