import { openText, rows, run, sealText, sql, type Tx, type World } from '#platform'
import type { CaseId, PersonId } from './case.ts'
import type { CaseFacts } from './case-facts.ts'

/** A decided case whose facts may be due to be forgotten. */
export interface ClosedCase {
  readonly person: PersonId
  readonly id: CaseId
  readonly service: string
  readonly version: number
  readonly decidedAt: Date
  readonly facts: CaseFacts
}

/** Decided cases of which a fact may go on a day, in order of their ids; none of people whose data is held back. */
export async function closedCases(
  world: World,
  { today, except, after, limit }: { today: string; except: readonly string[]; after: CaseId; limit: number },
): Promise<ClosedCase[]> {
  const found = await rows<Omit<ClosedCase, 'facts'> & { sealedFacts: string }>(
    world,
    sql`select c.person_id as person, c.id, c.service, c.version, c.sealed_facts, d.decided_at
        from cases.case_file c join cases.decision d on d.person_id = c.person_id and d.case_id = c.id
        where c.state = 'decided' and (c.facts_until is null or c.facts_until <= ${today}::date)
          and c.person_id <> all (${except}::uuid[]) and c.id > ${after}
        order by c.id limit ${limit}::int`,
  )
  return found.map(({ sealedFacts, ...row }) => ({ ...row, facts: JSON.parse(openText(world, sealedFacts)) }))
}

/** Keeps what is left of a case's facts, and with a fact that goes also what the rules said of it: that quotes it. */
export async function saveFactsLeft(
  tx: Tx,
  { person, id }: Pick<ClosedCase, 'person' | 'id'>,
  left: { facts: CaseFacts; hasForgotten: boolean; nextOn: string | undefined },
): Promise<void> {
  const until = left.nextOn ?? 'infinity'
  if (!left.hasForgotten) {
    await run(tx, sql`update cases.case_file set facts_until = ${until} where person_id = ${person} and id = ${id}`)
    return
  }
  await run(
    tx,
    sql`update cases.case_file set facts_until = ${until}, sealed_facts = ${sealText(tx, JSON.stringify(left.facts))}
        where person_id = ${person} and id = ${id}`,
  )
  const nothing = sealText(tx, JSON.stringify({ missing: [], trace: [], values: {} }))
  await run(tx, sql`update cases.assessment set sealed_trace = ${nothing} where person_id = ${person} and case_id = ${id}`)
}
