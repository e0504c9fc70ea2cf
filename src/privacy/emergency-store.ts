import type { Officer } from '#people'
import { run, sealText, sql, type Tx } from '#platform'

interface NewEmergency {
  readonly id: string
  readonly person: string
  readonly query: string
  readonly law: string
  readonly reason: string
  readonly by: Officer
  /** Officers who are told. */
  readonly colleagues: readonly string[]
}

/** Writes an emergency down with whom it is told to. */
export async function insertEmergency(tx: Tx, { id, person, query, law, reason, by, colleagues }: NewEmergency): Promise<void> {
  await run(
    tx,
    sql`insert into privacy.emergency (person_id, id, agency, officer, officer_name, query, law, sealed_reason, stated_at)
        values (${person}, ${id}, ${by.agency}, ${by.id}, ${by.name}, ${query}, ${law}, ${sealText(tx, reason)}, ${tx.now()})`,
  )
  await run(
    tx,
    sql`insert into privacy.alert (person_id, emergency_id, officer_id, told_at)
        select ${person}::uuid, ${id}::uuid, told, ${tx.now()}::timestamptz from unnest(${colleagues}::uuid[]) as told`,
  )
}
