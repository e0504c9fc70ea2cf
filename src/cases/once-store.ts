import { run, sql, type Tx } from '#platform'
import type { Case } from './case.ts'

/** Claims things that a service grants once. @returns whether all of them were still to be had, or were claimed by this very case */
export async function claimOnce(tx: Tx, { id, service }: Case, fingerprints: readonly string[]): Promise<boolean> {
  const claimed = await run(
    tx,
    sql`insert into cases.granted_once (service, fingerprint, case_id)
        select ${service}, fingerprint, ${id} from unnest(${fingerprints}::text[]) as fingerprint on conflict do nothing`,
  )
  return claimed === fingerprints.length
}
