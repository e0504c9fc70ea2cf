import type { TraceStep } from '#catalogue'
import { maybe, openText, run, sealText, sql, type Tx, type World } from '#platform'
import type { Case } from './case.ts'

/** What the rules came to, with everything they looked at. */
export interface Assessment {
  readonly outcome: 'grant' | 'refuse' | 'officer'
  readonly because?: string
  readonly missing: readonly string[]
  readonly trace: readonly TraceStep[]
  readonly values: Readonly<Record<string, unknown>>
  /** The day the rules were read as of: the day of receipt. */
  readonly judgedOn: string
  readonly at: Date
}

/** Keeps what the rules came to, for each case that they looked at. */
export async function saveAssessments(
  tx: Tx,
  assessed: readonly { readonly current: Case; readonly assessment: Assessment }[],
): Promise<void> {
  const written = assessed.map(({ current: { person, id }, assessment }) => {
    const { outcome, because, judgedOn, at, ...sealed } = assessment
    return { person, id, outcome, because, judgedOn, at, sealed: sealText(tx, JSON.stringify(sealed)) }
  })
  await run(
    tx,
    sql`insert into cases.assessment (person_id, case_id, outcome, because, sealed_trace, judged_on, assessed_at)
        select person, id, outcome, because, sealed, "judgedOn", at
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
             as a(person uuid, id uuid, outcome text, because text, sealed text, "judgedOn" date, at timestamptz)`,
  )
}

/** What the rules came to; undefined until they have looked. */
export async function assessmentOf(world: World, { person, id }: Case): Promise<Assessment | undefined> {
  const row = await maybe<AssessmentRow>(
    world,
    sql`select outcome, because, sealed_trace, judged_on, assessed_at as at from cases.assessment
        where person_id = ${person} and case_id = ${id}`,
  )
  if (!row) return undefined
  const { sealedTrace, because, ...plain } = row
  return { ...plain, ...(because !== null && { because }), ...JSON.parse(openText(world, sealedTrace)) }
}

interface AssessmentRow extends Pick<Assessment, 'outcome' | 'judgedOn' | 'at'> {
  readonly because: string | null
  readonly sealedTrace: string
}
