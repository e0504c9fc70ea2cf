import {
  discardEntries,
  type Entry,
  keptBeside,
  maybe,
  type NewEvent,
  openText,
  rows,
  run,
  runAndRecord,
  sealText,
  sql,
  type Tx,
  type World,
} from '#platform'
import type { Draft, DraftId } from './draft.ts'
import type { Submission } from './submission.ts'

const OPEN_DRAFTS_SHOWN = 50

/** What a person said is kept sealed; only who, what about and when can be read in the database. */
type Sealed<Kept extends { readonly answers: unknown }> = Omit<Kept, 'answers'> & { readonly sealedAnswers: string }

function opened<Kept extends { readonly answers: unknown }>(world: World, { sealedAnswers, ...row }: Sealed<Kept>): Kept {
  return { ...row, answers: JSON.parse(openText(world, sealedAnswers)) } as unknown as Kept
}

function sealed(world: World, answers: unknown): string {
  return sealText(world, JSON.stringify(answers))
}

export async function insertDraft(world: World, draft: Draft): Promise<void> {
  await run(
    world,
    sql`insert into journeys.draft (person_id, id, kind, subject, chosen, versions, sealed_answers, told, lookups, confirmed, channel, language,
          submission_key, created_at, saved_at)
        values (${draft.personId}, ${draft.id}, ${draft.kind}, ${draft.subject}, ${draft.chosen}, ${JSON.stringify(draft.versions)}::jsonb,
                ${sealed(world, draft.answers)}, ${JSON.stringify(draft.told)}::jsonb, ${JSON.stringify(draft.lookups)}::jsonb,
                ${draft.confirmed}, ${draft.channel}, ${draft.language}, ${draft.submissionKey}, ${draft.createdAt}, ${draft.savedAt})`,
  )
}

/** A person's own draft, or undefined: another's is not there. */
export async function findDraft(world: World, personId: string, id: DraftId): Promise<Draft | undefined> {
  const row = await maybe<Sealed<Draft>>(
    world,
    sql`select person_id, id, kind, subject, chosen, versions, sealed_answers, told, lookups, confirmed, channel, language,
               submission_key, revision, started_at, created_at, saved_at, sent_at
        from journeys.draft where person_id = ${personId} and id = ${id}`,
  )
  return row && opened(world, row)
}

export async function lockDraft(tx: Tx, personId: string, id: DraftId): Promise<Draft | undefined> {
  const row = await maybe<Sealed<Draft>>(
    tx,
    sql`select person_id, id, kind, subject, chosen, versions, sealed_answers, told, lookups, confirmed, channel, language,
               submission_key, revision, started_at, created_at, saved_at, sent_at
        from journeys.draft where person_id = ${personId} and id = ${id} for update`,
  )
  return row && opened(tx, row)
}

/** A person's journeys under way, the latest first; what is only offered to them is not. */
export async function openDrafts(world: World, personId: string): Promise<Draft[]> {
  const found = await rows<Sealed<Draft>>(
    world,
    sql`select * from journeys.draft d where person_id = ${personId} and sent_at is null
          and (started_at is not null
            or not exists (select from journeys.offer o where o.person_id = d.person_id and o.draft_id = d.id and o.state = 'open'))
        order by saved_at desc limit ${OPEN_DRAFTS_SHOWN}::int`,
  )
  return found.map(row => opened(world, row))
}

/**
 * Saves a draft, the identifiers that were taken out of it, and what is told of it, if it is still the revision that was read: nobody's change is ever written over unseen.
 * @returns false when somebody changed, sent or discarded it in the meantime; then nothing is saved or told
 */
export function saveDraft(
  world: World,
  { draft, entries = [] }: { draft: Draft; entries?: readonly Entry[] },
  ...events: readonly NewEvent[]
): Promise<boolean> {
  const act = sql`update journeys.draft
        set chosen = ${draft.chosen}, sealed_answers = ${sealed(world, draft.answers)}, told = ${JSON.stringify(draft.told)}::jsonb,
            lookups = ${JSON.stringify(draft.lookups)}::jsonb, confirmed = ${draft.confirmed},
            revision = revision + 1, started_at = ${draft.startedAt}, saved_at = ${draft.savedAt}, sent_at = ${draft.sentAt}
        where person_id = ${draft.personId} and id = ${draft.id} and revision = ${draft.revision} and sent_at is null
        returning 1`
  const beside = entries.length > 0 ? keptBeside(world, { person: draft.personId, about: draft.id, entries }) : undefined
  return runAndRecord(world, { ...act, beside }, ...events)
}

export async function deleteDraft(tx: Tx, personId: string, id: DraftId): Promise<void> {
  await discardEntries(tx, { person: personId, about: id })
  await run(tx, sql`delete from journeys.draft where person_id = ${personId} and id = ${id} and sent_at is null`)
}

export async function insertSubmission(tx: Tx, submission: Submission): Promise<void> {
  await run(
    tx,
    sql`insert into journeys.submission (person_id, id, draft_id, reference, key, digest, kind, subject, language, channel, sealed_answers, requests, feedback_id, sent_at, signed_receipt)
        values (${submission.personId}, ${submission.id}, ${submission.draftId}, ${submission.reference}, ${submission.key}, ${submission.digest},
                ${submission.kind}, ${submission.subject}, ${submission.language}, ${submission.channel}, ${sealed(tx, submission.answers)},
                ${JSON.stringify(submission.requests)}::jsonb, ${submission.feedbackId}, ${submission.sentAt}, ${submission.signedReceipt})`,
  )
}

export async function submissionByKey(world: World, personId: string, key: string): Promise<Submission | undefined> {
  const row = await maybe<Sealed<Submission>>(
    world,
    sql`select person_id, id, draft_id, reference, key, digest, kind, subject, language, channel, sealed_answers, requests, feedback_id, sent_at, signed_receipt
        from journeys.submission where person_id = ${personId} and key = ${key}`,
  )
  return row && opened(world, row)
}

export async function submissionByReference(world: World, personId: string, reference: string): Promise<Submission | undefined> {
  const row = await maybe<Sealed<Submission>>(
    world,
    sql`select person_id, id, draft_id, reference, key, digest, kind, subject, language, channel, sealed_answers, requests, feedback_id, sent_at, signed_receipt
        from journeys.submission where person_id = ${personId} and reference = ${reference}`,
  )
  return row && opened(world, row)
}
