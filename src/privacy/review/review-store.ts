import { as, maybe, newId, one, openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import type { Finding } from '../inquiry.ts'
import { EMERGENCY_REVIEW_HOURS, type EmergencyReview, type LookReview, type Reviewed } from './review.ts'
import type { Singled } from './single-out.ts'

/** In whose name all looks are gone through. */
export const REVIEWER = 'system privacy.review-looks'

/** A look as the log has it. */
export interface LoggedLook {
  readonly look: number
  readonly at: Date
  readonly officer: string
  readonly person: string
  readonly service: string | null
  readonly hasActed: boolean
}

/** Officers' looks at people's data since an instant; emergencies are reviewed by themselves. */
export function looksSince(world: World, officers: readonly string[], since: Date): Promise<LoggedLook[]> {
  return rows(
    world,
    sql`select e.seq as look, e.at, e.by as officer, e.person_id as person, e.facts->>'service' as service,
          exists (select from platform.event a where a.about = coalesce(e.facts->>'case', e.about) and a.by = e.by and a.seq > e.seq
                  and a.kind in ('case.decided', 'case.task-done', 'case.rechecked', 'correction.answered', 'inquiry.answered')) as has_acted
        from platform.event e
        where e.at >= ${since}::timestamptz and e.by = any(${officers}::text[]) and e.person_id is not null
          and e.kind in ('case.viewed', 'case.file-viewed', 'lookup.asked', 'correction.viewed') and not e.facts ? 'emergency'
        order by e.seq`,
  )
}

/** Writes down what was singled out; found again, its reasons grow until somebody has reviewed it. @returns whether it is new */
export async function keepSingled(tx: Tx, found: Singled, officerName: string): Promise<boolean> {
  const kept = await maybe<{ isNew: boolean }>(
    tx,
    sql`insert into privacy.look_review as r
          (person_id, id, agency, officer_id, officer_name, officer_person, kind, day, looks, look, service, reasons, found_at)
        values (${found.person}, ${newId()}, ${found.agency}, ${found.officer}, ${officerName}, ${found.officerPerson}, ${found.kind},
          ${found.day}, ${found.looks}, ${found.first}, ${found.service}, ${found.reasons}::text[], ${tx.now()})
        on conflict (person_id, officer_id, day, kind) do update
          set looks = excluded.looks, reasons = (select array_agg(distinct said) from unnest(r.reasons || excluded.reasons) as said)
          where r.reviewed_at is null
        returning xmax = 0 as is_new`,
  )
  return kept?.isNew ?? false
}

interface ReviewedRow {
  readonly finding: Finding | null
  readonly reviewerName: string | null
  readonly reviewedAt: Date
}

type LookRow = Omit<LookReview, 'person' | 'officer' | 'reviewed'> &
  ReviewedRow & { readonly personId: string; readonly officerId: string; readonly sealedNote: string }

/** What an agency's privacy officer has to look into, the oldest first; what was looked into after it. */
export async function findLookReviews(world: World, agency: string): Promise<LookReview[]> {
  const found = await rows<LookRow>(
    world,
    sql`select * from privacy.look_review where agency = ${agency}
        order by reviewed_at is not null, case when reviewed_at is null then found_at end, reviewed_at desc, id limit 200`,
  )
  return found.map(row => toLookReview(world, row))
}

export async function findLookReview(world: World, agency: string, id: string): Promise<LookReview | undefined> {
  const row = await maybe<LookRow>(world, sql`select * from privacy.look_review where agency = ${agency} and id = ${id}`)
  return row && toLookReview(world, row)
}

interface NewReview {
  readonly finding: Finding
  readonly text: string
  readonly by: string
  readonly reviewerName: string
}

/** @returns false when a colleague was first */
export async function saveLookReview(
  tx: Tx,
  { person, id }: Pick<LookReview, 'person' | 'id'>,
  review: NewReview,
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update privacy.look_review set finding = ${review.finding}, sealed_note = ${sealText(tx, review.text)},
          reviewed_by = ${review.by}, reviewer_name = ${review.reviewerName}, reviewed_at = ${tx.now()}
        where person_id = ${person} and id = ${id} and reviewed_at is null`,
  )
  return touched === 1
}

type EmergencyRow = Omit<EmergencyReview, 'person' | 'reason' | 'reviewed'> &
  ReviewedRow & { readonly personId: string; readonly sealedReason: string; readonly sealedReview: string }

/** The emergencies an agency's officers stated: those not reviewed first, the oldest on top. */
export async function findEmergencies(world: World, agency: string): Promise<EmergencyReview[]> {
  const found = await rows<EmergencyRow>(
    world,
    sql`select * from privacy.emergency where agency = ${agency}
        order by reviewed_at is not null, case when reviewed_at is null then stated_at end, stated_at desc, id limit 200`,
  )
  return found.map(row => toEmergency(world, row))
}

export async function findEmergency(world: World, agency: string, id: string): Promise<EmergencyReview | undefined> {
  const row = await maybe<EmergencyRow>(world, sql`select * from privacy.emergency where agency = ${agency} and id = ${id}`)
  return row && toEmergency(world, row)
}

/** @returns false when a colleague was first */
export async function saveEmergencyReview(
  tx: Tx,
  { person, id }: Pick<EmergencyReview, 'person' | 'id'>,
  review: NewReview,
): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update privacy.emergency set finding = ${review.finding}, sealed_review = ${sealText(tx, review.text)},
          reviewed_by = ${review.by}, reviewer_name = ${review.reviewerName}, reviewed_at = ${tx.now()}
        where person_id = ${person} and id = ${id} and reviewed_at is null`,
  )
  return touched === 1
}

/** What waits for a review, in all agencies. */
export interface Unreviewed {
  readonly looks: number
  readonly emergencies: number
  /** Emergencies whose time is over. */
  readonly late: number
}

export function countUnreviewed(world: World): Promise<Unreviewed> {
  return one(
    as(world, REVIEWER),
    sql`select (select count(*)::int from privacy.look_review where reviewed_at is null) as looks,
          count(*)::int as emergencies,
          (count(*) filter (where stated_at + make_interval(hours => ${EMERGENCY_REVIEW_HOURS}::int) < ${world.now()}::timestamptz))::int as late
        from privacy.emergency where reviewed_at is null`,
  )
}

function toLookReview(world: World, row: LookRow): LookReview {
  const { personId, officerId, sealedNote } = row
  return {
    ...{ person: personId, id: row.id, agency: row.agency, officer: officerId, officerName: row.officerName, kind: row.kind },
    ...{ officerPerson: row.officerPerson, day: row.day, looks: row.looks, service: row.service, reasons: row.reasons },
    foundAt: row.foundAt,
    reviewed: reviewedIn(world, row, sealedNote),
  }
}

function toEmergency(world: World, row: EmergencyRow): EmergencyReview {
  return {
    ...{ person: row.personId, id: row.id, agency: row.agency, officer: row.officer, officerName: row.officerName },
    ...{ query: row.query, law: row.law, reason: openText(world, row.sealedReason), statedAt: row.statedAt },
    reviewed: reviewedIn(world, row, row.sealedReview),
  }
}

function reviewedIn(world: World, { finding, reviewerName, reviewedAt }: ReviewedRow, sealed: string): Reviewed | undefined {
  return finding ? { finding, text: openText(world, sealed), reviewerName: reviewerName ?? '', at: reviewedAt } : undefined
}
