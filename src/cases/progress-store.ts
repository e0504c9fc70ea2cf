import { rows, run, sql, type Tx, type World } from '#platform'
import type { Case, CaseId } from './case.ts'

/** A check another agency makes for a case. */
export interface CaseTask {
  readonly task: string
  readonly agency: string
  readonly dueOn: string
  readonly doneAt: Date | null
}

export async function tasksOf(world: World, { person, id }: Case): Promise<CaseTask[]> {
  return rows(
    world,
    sql`select task, agency, due_on, done_at from cases.task where person_id = ${person} and case_id = ${id} order by due_on, task`,
  )
}

/** Marks a check as made. @returns whether it was still to be made */
export async function saveTaskDone(tx: Tx, { person, id }: Case, { task, by }: { task: string; by: string }): Promise<boolean> {
  const touched = await run(
    tx,
    sql`update cases.task set done_at = ${tx.now()}, done_by = ${by}
        where person_id = ${person} and case_id = ${id} and task = ${task} and done_at is null`,
  )
  return touched === 1
}

/** One thing that happened to a case, from the event log. */
export interface CaseEvent {
  readonly kind: string
  readonly about: CaseId
  readonly at: Date
}

/** What happened to some cases, in order; all looks of one day count once. */
export async function eventsAbout(world: World, cases: readonly Case[]): Promise<CaseEvent[]> {
  return rows(
    world,
    sql`select kind, about, min(at) as at from platform.event
        where about = any(${cases.map(({ id }) => id)}::text[]) and kind like 'case.%'
        group by kind, about, case when kind in ('case.viewed', 'case.file-viewed', 'case.identifiers-viewed') then at::date::text else seq::text end order by min(at), min(seq)`,
  )
}
