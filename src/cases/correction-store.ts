import type { AgencyId, ServiceId } from '#catalogue'
import { openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import type { Case, CaseId } from './case.ts'
import type { Sources } from './case-facts.ts'

/** A value that a case held before it was corrected. */
export interface EarlierFact {
  readonly correction: string
  readonly fact: string
  readonly entry: number
  readonly source: string
  readonly value: unknown
  readonly by: string
  readonly officerName: string
  readonly correctedAt: Date
}

export async function keepEarlierFact(tx: Tx, { person, id }: Case, earlier: Omit<EarlierFact, 'correctedAt'>): Promise<void> {
  await run(
    tx,
    sql`insert into cases.earlier_fact (person_id, case_id, correction_id, fact, entry, source, sealed_value, corrected_at, by, officer_name)
        values (${person}, ${id}, ${earlier.correction}, ${earlier.fact}, ${earlier.entry}, ${earlier.source},
                ${sealText(tx, JSON.stringify(earlier.value))}, ${tx.now()}, ${earlier.by}, ${earlier.officerName})`,
  )
}

/** What a case held before, the latest correction first. */
export async function earlierFactsOf(world: World, { person, id }: Pick<Case, 'person' | 'id'>): Promise<EarlierFact[]> {
  const found = await rows<Omit<EarlierFact, 'value'> & { sealedValue: string }>(
    world,
    sql`select correction_id as correction, fact, entry, source, sealed_value, corrected_at, by, officer_name
        from cases.earlier_fact where person_id = ${person} and case_id = ${id} order by corrected_at desc, fact, entry`,
  )
  return found.map(({ sealedValue, ...row }) => ({ ...row, value: JSON.parse(openText(world, sealedValue)) }))
}

/** Where values came from at an instant: what was corrected since, from where it had come before. */
export function sourcesAt(sources: Sources, earlier: readonly EarlierFact[], at: Date): Sources {
  const since = earlier.filter(({ correctedAt }) => correctedAt > at)
  return { ...sources, ...Object.fromEntries(since.map(({ fact, entry, source }) => [`${fact} ${entry}`, source])) }
}

/** Puts a case on its agency's worklist to be looked at again. */
export async function raiseRecheck(tx: Tx, { person, id, agency }: Case, correction: string): Promise<void> {
  await run(
    tx,
    sql`insert into cases.recheck (person_id, case_id, correction_id, agency, raised_at)
        values (${person}, ${id}, ${correction}, ${agency}, ${tx.now()}) on conflict do nothing`,
  )
}

/** A case that waits to be looked at again. */
export interface Recheck {
  readonly id: CaseId
  readonly reference: string
  readonly service: ServiceId
  readonly state: Case['state']
  readonly raisedAt: Date
}

/** What waits longest first. */
export function rechecksOf(world: World, agency: AgencyId): Promise<Recheck[]> {
  return rows(
    world,
    sql`select c.id, c.reference, c.service, c.state, min(r.raised_at) as raised_at
        from cases.recheck r join cases.case_file c on c.person_id = r.person_id and c.id = r.case_id
        where r.agency = ${agency} and r.settled_at is null
        group by c.id, c.reference, c.service, c.state order by min(r.raised_at), c.id limit 100`,
  )
}

/** @returns how many were still open */
export function settleRechecks(tx: Tx, { person, id }: Case, by: string): Promise<number> {
  return run(
    tx,
    sql`update cases.recheck set settled_at = ${tx.now()}, settled_by = ${by}
        where person_id = ${person} and case_id = ${id} and settled_at is null`,
  )
}

export async function hasRecheck(world: World, { person, id }: Case): Promise<boolean> {
  const found = await rows(
    world,
    sql`select 1 from cases.recheck where person_id = ${person} and case_id = ${id} and settled_at is null limit 1`,
  )
  return found.length > 0
}
