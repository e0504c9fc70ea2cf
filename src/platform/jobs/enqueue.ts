import { run } from '../database/query.ts'
import { sql } from '../database/sql.ts'
import type { Tx } from '../world.ts'

/** Queues work in the caller's own transaction: it runs once the act is committed, or never. `key` makes a repeat replace itself. */
export async function enqueue(
  tx: Tx,
  job: string,
  payload: Readonly<Record<string, string>>,
  { key, runAt }: { key?: string; runAt?: Date } = {},
): Promise<void> {
  await run(
    tx,
    sql`select graphile_worker.add_job(${job}::text, ${JSON.stringify(payload)}::json, run_at => ${runAt ?? null}::timestamptz, max_attempts => 25, job_key => ${key ?? null}::text)`,
  )
}
