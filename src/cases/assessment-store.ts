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

/** Keeps what the rules came to. */
export async function saveAssessment(tx: Tx, { person, id }: Case, assessment: Assessment): Promise<void> {
  const { outcome, because, judgedOn, at, ...sealed } = assessment
  await run(
    tx,
    sql`insert into cases.assessment (person_id, case_id, outcome, because, sealed_trace, judged_on, assessed_at)
        values (${person}, ${id}, ${outcome}, ${because ?? null}, ${sealText(tx, JSON.stringify(sealed))}, ${judgedOn}, ${at})`,
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
