import { maybe, openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import type { Submission } from '../submission.ts'

/** What a system sent under a key. */
export interface Sending {
  readonly system: string
  /** SHA-256 of the key, base64url. */
  readonly keyHash: string
  /** SHA-256 of all that was asked, base64url. */
  readonly digest: string
  readonly personId: string
  readonly submissionId: string
}

/** Claims keys: a key that was used before stays with what it was used for. @returns the submissions whose key was free */
export async function claimKeys(tx: Tx, sendings: readonly Sending[]): Promise<ReadonlySet<string>> {
  // Two batches with the same keys take them in the same order, so that neither waits for the other for ever.
  const inOrder = [...sendings]
    .sort((a, b) => (a.keyHash < b.keyHash ? -1 : 1))
    .map(({ system, keyHash, digest, personId, submissionId }) => ({ system, keyHash, digest, personId, submissionId }))
  const claimed = await rows<{ submissionId: string }>(
    tx,
    sql`insert into journeys.sending (system_id, key_hash, digest, person_id, submission_id)
        select system, "keyHash", digest, "personId", "submissionId"
        from jsonb_to_recordset(${JSON.stringify(inOrder)}::jsonb)
             as s(system uuid, "keyHash" text, digest text, "personId" uuid, "submissionId" uuid)
        on conflict do nothing returning submission_id`,
  )
  return new Set(claimed.map(({ submissionId }) => submissionId))
}

/** Writes submissions, their answers sealed, in one statement. */
export async function insertSubmissions(tx: Tx, submissions: readonly Submission[]): Promise<void> {
  const written = submissions.map(({ answers, ...one }) => ({ ...one, sealed: sealText(tx, JSON.stringify(answers)) }))
  await run(
    tx,
    sql`insert into journeys.submission (person_id, id, draft_id, reference, key, digest, kind, subject, language, channel,
          sealed_answers, requests, feedback_id, sent_at, signed_receipt)
        select "personId", id, "draftId", reference, key, digest, kind, subject, language, channel, sealed, requests, "feedbackId", "sentAt", "signedReceipt"
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as s("personId" uuid, id uuid, "draftId" uuid, reference text, key uuid,
          digest text, kind text, subject text, language text, channel text, sealed text, requests jsonb, "feedbackId" uuid, "sentAt" timestamptz, "signedReceipt" text)`,
  )
}

export type Sent = Submission & Pick<Sending, 'system' | 'keyHash'> & { readonly sendingDigest: string }

/** What a system sent under a key, or undefined. Another system's is not there. */
export async function sentUnder(
  world: World,
  { system, keyHash }: Pick<Sending, 'system' | 'keyHash'>,
): Promise<Sent | undefined> {
  const row = await maybe<Omit<Sent, 'answers'> & { sealedAnswers: string }>(
    world,
    sql`select s.person_id, s.id, s.draft_id, s.reference, s.key, s.digest, s.kind, s.subject, s.language, s.channel, s.sealed_answers,
               s.requests, s.feedback_id, s.sent_at, s.signed_receipt, k.system_id as system, k.key_hash, k.digest as sending_digest
        from journeys.sending k join journeys.submission s on s.person_id = k.person_id and s.id = k.submission_id
        where k.system_id = ${system} and k.key_hash = ${keyHash}`,
  )
  if (!row) return undefined
  const { sealedAnswers, ...sent } = row
  return { ...sent, answers: JSON.parse(openText(world, sealedAnswers)) }
}
