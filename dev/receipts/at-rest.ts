import { readdirSync, readFileSync } from 'node:fs'
import { one, sql, type World } from '#platform'

/** What a program holds on to, so that after a load it can be seen to have let go. */
export interface AtRest {
  /** Events that the slowest consumer has still to hear, and work that waits. */
  readonly behind: number
  readonly jobs: number
  readonly parked: number
  readonly connections: number
  /** Undefined where there is no /proc. */
  readonly descriptors: number | undefined
  readonly memoryMb: number | undefined
}

export async function atRest(world: Pick<World, 'db'>, pid: number | undefined): Promise<AtRest> {
  const counts = await one<Pick<AtRest, 'behind' | 'jobs' | 'parked' | 'connections'>>(
    world,
    sql`select (select count(*) from platform.event e
                where (e.tx_id, e.seq) > (select c.tx_id, c.seq from platform.consumer c order by c.tx_id, c.seq limit 1)) as behind,
               (select count(*) from graphile_worker.jobs) as jobs,
               (select count(*) from platform.parked_event) as parked,
               (select count(*) from pg_stat_activity where application_name like 'portico/%' and pid <> pg_backend_pid()) as connections`,
  )
  return { ...counts, descriptors: descriptorsOf(pid), memoryMb: memoryOf(pid) }
}

function descriptorsOf(pid: number | undefined): number | undefined {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return undefined
  }
}

function memoryOf(pid: number | undefined): number | undefined {
  try {
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
  } catch {
    return undefined
  }
}
