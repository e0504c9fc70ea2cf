import type { AgencyId, ServiceId } from '#catalogue'
import { dayOf, pseudonymOf, rows, sql, type World } from '#platform'
import type { CaseId } from './case.ts'

export const WORKLIST_PAGE = 50

/** One line of a worklist: what is to be done by when, and of the person only what the agency calls them by. */
export interface WorklistItem {
  readonly id: CaseId
  readonly reference: string
  /** The agency's own pseudonym for them. */
  readonly person: string
  readonly service: ServiceId
  readonly receivedAt: Date
  readonly dueOn: string
  readonly isOverdue: boolean
}

export interface WorklistCount {
  readonly service: ServiceId
  readonly open: number
  readonly overdue: number
}

/** An agency's open cases, the one promised first on top. `page` counts from 1. */
export async function worklist(
  world: World,
  { agency, service, page }: { agency: AgencyId; service?: ServiceId | undefined; page: number },
): Promise<WorklistItem[]> {
  const found = await rows<WorklistItem>(
    world,
    sql`select id, reference, person_id::text as person, service, received_at, due_on, due_on < ${dayOf(world.now())}::date as is_overdue
        from cases.case_file
        where agency = ${agency} and state = 'open' and (${service ?? null}::text is null or service = ${service ?? null}::text)
        order by due_on, id limit ${WORKLIST_PAGE}::int offset ${(page - 1) * WORKLIST_PAGE}::int`,
  )
  return found.map(item => ({ ...item, person: pseudonymOf(world, { person: item.person, within: agency }) }))
}

/** How many cases of each service an agency has to work, and how many of them are late. */
export async function worklistCounts(world: World, agency: AgencyId): Promise<WorklistCount[]> {
  return rows(
    world,
    sql`select service, count(*) as open, count(*) filter (where due_on < ${dayOf(world.now())}::date) as overdue
        from cases.case_file where agency = ${agency} and state = 'open' group by service order by service`,
  )
}
