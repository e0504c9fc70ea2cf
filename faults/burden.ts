import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { one, openDatabase, sql } from '#platform'
import type { Place } from './place.ts'

/** What a program holds on to. */
export interface Burden {
  readonly connections: number
  readonly descriptors: number
  readonly megabytes: number
  /** Jobs whose time has come, and open cases that no rule has looked at. */
  readonly waiting: number
}

/**
 * How much more than before is nothing to speak of: a pool and kept-alive sockets open as they are needed, memory is tidied when it must be.
 * A program that was used holds up to 300 MB more than a fresh one, after a hundred thousand requests as after a million (docs/PERFORMANCE.md).
 */
const ALLOWED: Burden = { connections: 12, descriptors: 60, megabytes: 320, waiting: 0 }
const BACK_WITHIN_MS = 60_000

/** What the program holds now; descriptors and memory only where there is a /proc. */
export async function burdenOf(place: Place): Promise<Burden> {
  const db = openDatabase(await place.ownerUrl(), { size: 1, actor: 'system upkeep' })
  try {
    const counted = await one<{ connections: number; waiting: number }>(
      { db },
      sql`select (select count(*) from pg_stat_activity where application_name like 'portico/%') as connections,
                 (select count(*) from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts)
               + (select count(*) from cases.case_file c where state = 'open' and not exists
                   (select 1 from cases.assessment a where a.person_id = c.person_id and a.case_id = c.id)) as waiting`,
    )
    // None would be no good measure of what is held afterwards.
    if (counted.connections === 0) throw new Error('the program has no connection to its database')
    return { ...counted, ...heldBy(place.program().child.pid!) }
  } finally {
    await db.close()
  }
}

function heldBy(pid: number): Pick<Burden, 'descriptors' | 'megabytes'> {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const megabytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024
    return { descriptors: readdirSync(`/proc/${pid}/fd`).length, megabytes: Math.round(megabytes) }
  } catch {
    return { descriptors: 0, megabytes: 0 }
  }
}

/** Waits until the program holds no more than before. @returns sentences on what it still holds after a minute */
export async function laysDown(place: Place, before: Burden): Promise<string[]> {
  for (const until = performance.now() + BACK_WITHIN_MS; ; await pause(250)) {
    const now = await burdenOf(place).catch(() => undefined)
    const over = now && names.filter(name => now[name] > (name === 'waiting' ? 0 : before[name]) + ALLOWED[name])
    if (over?.length === 0) return []
    if (performance.now() < until) continue
    if (!now || !over) return ['the database did not answer within a minute']
    return over.map(name => `after a minute ${name} are ${now[name]}, and were ${before[name]}`)
  }
}

const names = Object.keys(ALLOWED) as (keyof Burden)[]
