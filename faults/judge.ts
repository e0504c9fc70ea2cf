import { one, openDatabase, sql } from '#platform'
import { checkLog, openHashers, openLogAt, witnessedIn } from '#platform/sealed-log'
import { lookupsAgainstLog } from '#registers/log'
import { halves } from '../dev/visitor/halves.ts'
import type { Seen } from './fault.ts'

/** What a database is held to. */
export interface Claim {
  /** As its owner. */
  readonly ownerUrl: string
  /** References, as people were shown them. */
  readonly receipts: readonly string[]
  /** The witness's file; without one the log is not verified. */
  readonly witness?: string | undefined
}

// A copy that has just recovered has nothing in memory and no statistics.
const PATIENT = { connect: 10_000, statement: 120_000, lock: 10_000, idleInTransaction: 120_000 }

/** Holds every receipt against the database, looks for halves of anything, and verifies the sealed log. */
export async function judge({ ownerUrl, receipts, witness }: Claim): Promise<Seen> {
  const db = openDatabase(ownerUrl, { size: 1, waits: PATIENT, actor: 'system upkeep' })
  try {
    const { lost, doubled } = await one<{ lost: number; doubled: number }>(
      { db },
      sql`select count(*) filter (where found = 0) as lost, count(*) filter (where found > 1) as doubled
          from (select count(s.reference) as found from unnest(${[...receipts]}::text[]) as shown(reference)
                left join journeys.submission s on s.reference = shown.reference group by shown.reference) as looked_up`,
    )
    const faults: string[] = []
    let torn = 0
    for (const [half, statement] of Object.entries(halves)) {
      const { count } = await one<{ count: number }>({ db }, statement)
      torn += count
      if (count > 0) faults.push(`${count} ${half}`)
    }
    if (lost > 0) faults.push(`${lost} receipts were shown and are not in the database`)
    if (doubled > 0) faults.push(`${doubled} receipts are in the database more than once`)
    if (new Set(receipts).size < receipts.length) faults.push('a reference was shown to two people')
    if (witness) faults.push(...(await logFaults(ownerUrl, witness)))
    return { receipts: receipts.length, lost, doubled, torn, faults }
  } finally {
    await db.close()
  }
}

async function logFaults(database: string, witness: string): Promise<string[]> {
  const hashers = openHashers(1)
  try {
    const witnessed = await witnessedIn(witness)
    const log = await openLogAt(database)
    const { findings } = await checkLog(log, { witnessed, keys: [], mirrors: [lookupsAgainstLog] }, hashers).finally(() =>
      log.close(),
    )
    return findings.map(({ sentence }) => `the sealed log: ${sentence}`)
  } finally {
    await hashers.close()
  }
}
