import { one, rows, run, sql, type World } from '#platform'
import type { PartId, State } from './part.ts'
import type { Figures, Report } from './report.ts'
import type { Lag, PartDay, PlannedWork } from './running.ts'

type Asker = Pick<World, 'db'>
const DAYS = 90
const FRESH_SECONDS = 20

/** Says what a process measured, and reads what all of them did of late. */
export async function exchangeReports(
  world: Asker,
  { process, at, figures }: { process: string; at: Date; figures: Figures },
): Promise<Report[]> {
  await run(
    world,
    sql`insert into operations.report (process, reported_at, figures) values (${process}, ${at}, ${JSON.stringify(figures)}::jsonb)
        on conflict (process) do update set reported_at = excluded.reported_at, figures = excluded.figures`,
  )
  return rows<Report>(
    world,
    sql`select process, reported_at, figures from operations.report
        where reported_at > ${at}::timestamptz - make_interval(secs => ${FRESH_SECONDS}) order by process`,
  )
}

/** Forgets processes that said nothing for an hour. */
export async function forgetReports(world: Asker, at: Date): Promise<void> {
  await run(world, sql`delete from operations.report where reported_at < ${at}::timestamptz - interval '1 hour'`)
}

/** Counts one minute of every part, once however many processes do so. Minutes in which nobody counted were minutes down. */
export async function countMinute(
  world: Asker,
  { parts, minute, day, at }: { parts: ReadonlyMap<PartId, State>; minute: number; day: string; at: Date },
): Promise<void> {
  const told = JSON.stringify([...parts].map(([part, state]) => ({ part, state })))
  await run(
    world,
    sql`insert into operations.day as d (part, day, seen, slow, down, last_minute)
        select part, ${day}::date, 1, (state = 'slow')::int, (state = 'down')::int, ${minute}::bigint
        from jsonb_to_recordset(${told}::jsonb) as p(part text, state text)
        on conflict (part, day) do update
          set seen = d.seen + excluded.last_minute - d.last_minute, slow = d.slow + excluded.slow,
              down = d.down + excluded.down + case when d.part in ('website', 'saving') then greatest(excluded.last_minute - d.last_minute - 2, 0) else 0 end,
              last_minute = excluded.last_minute
          where d.last_minute < excluded.last_minute`,
  )
  await run(
    world,
    sql`insert into operations.part as p (part, state, since)
        select part, state, ${at}::timestamptz from jsonb_to_recordset(${told}::jsonb) as t(part text, state text)
        on conflict (part) do update set state = excluded.state, since = excluded.since where p.state <> excluded.state`,
  )
}

export function readDays(world: Asker, today: string): Promise<PartDay[]> {
  return rows<PartDay>(
    world,
    sql`select part, day, seen, slow, down from operations.day where day > ${today}::date - ${DAYS}::int order by part, day`,
  )
}

export async function readParts(world: Asker): Promise<Map<PartId, { state: State; since: Date }>> {
  const found = await rows<{ part: PartId; state: State; since: Date }>(
    world,
    sql`select part, state, since from operations.part`,
  )
  return new Map(found.map(({ part, ...about }) => [part, about]))
}

/** Planned work that is not over, the next first. */
export function readWork(world: Asker, at: Date): Promise<PlannedWork[]> {
  return rows<PlannedWork>(
    world,
    sql`select id, part, words, begins_at, ends_at from operations.planned_work
        where withdrawn_at is null and ends_at > ${at} order by begins_at limit 50`,
  )
}

export async function insertWork(
  world: Asker,
  { id, part, words, beginsAt, endsAt, at, by }: PlannedWork & { at: Date; by: string },
): Promise<void> {
  await run(
    world,
    sql`insert into operations.planned_work (id, part, words, begins_at, ends_at, announced_at, announced_by)
        values (${id}, ${part}, ${JSON.stringify(words)}::jsonb, ${beginsAt}, ${endsAt}, ${at}, ${by})`,
  )
}

export async function withdrawStanding(world: Asker, { id, at }: { id: string; at: Date }): Promise<boolean> {
  return (
    (await run(world, sql`update operations.planned_work set withdrawn_at = ${at} where id = ${id} and withdrawn_at is null`)) > 0
  )
}

/** How many jobs are due and wait. */
export async function jobsWaiting(world: Asker): Promise<Lag> {
  const { count } = await one<{ count: number }>(
    world,
    sql`select count(*) as count from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`,
  )
  return { name: 'jobs', count }
}
