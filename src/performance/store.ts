import { wording } from '#feedback'
import { OFFICE_TIME_ZONE, rows, run, sql, type Tx, type World } from '#platform'
import type { Answers, Attempts, Matters } from './measures.ts'

/** One thing to count, as an event told it. */
export type Row = Readonly<Record<string, string | number | null>>

export async function countStarted(tx: Tx, started: readonly Row[]): Promise<void> {
  await run(
    tx,
    sql`insert into performance.attempt (journey, service, channel, started_at, last_at)
        select journey, service, channel, at, at
        from jsonb_to_recordset(${JSON.stringify(started)}::jsonb) as r(journey text, service text, channel text, at timestamptz)
        on conflict do nothing`,
  )
}

export async function countAlive(tx: Tx, alive: readonly Row[]): Promise<void> {
  await run(
    tx,
    sql`update performance.attempt a set last_at = greatest(a.last_at, r.at)
        from (select journey, max(at) as at from jsonb_to_recordset(${JSON.stringify(alive)}::jsonb) as e(journey text, at timestamptz)
              group by journey) r
        where a.journey = r.journey and a.journey = any(${journeysIn(alive)}::text[])`,
  )
}

// Named beside the join, so that the plan made while the table was small still looks them up when it is large.
function journeysIn(told: readonly Row[]): string[] {
  return [...new Set(told.map(({ journey }) => String(journey)))]
}

/** A service that was started with a journey and left out before sending was not abandoned: the person chose without it. */
export async function countSubmitted(tx: Tx, submitted: readonly Row[]): Promise<void> {
  const sent = JSON.stringify(submitted)
  await run(
    tx,
    sql`insert into performance.attempt (journey, service, channel, started_at, last_at, submitted_at)
        select journey, service, channel, at, at, at
        from jsonb_to_recordset(${sent}::jsonb) as r(journey text, service text, channel text, at timestamptz)
        on conflict (journey, service) do update set submitted_at = excluded.submitted_at, last_at = excluded.last_at`,
  )
  await run(
    tx,
    sql`delete from performance.attempt a using jsonb_to_recordset(${sent}::jsonb) as r(journey text)
        where a.journey = r.journey and a.submitted_at is null and a.journey = any(${journeysIn(submitted)}::text[])`,
  )
}

export async function countOpened(tx: Tx, opened: readonly Row[]): Promise<void> {
  await run(
    tx,
    sql`insert into performance.matter (case_id, service, opened_at, due_on)
        select matter, service, at, due_on
        from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as r(matter text, service text, at timestamptz, due_on date)
        on conflict do nothing`,
  )
}

export async function countEnded(tx: Tx, ended: readonly Row[]): Promise<void> {
  await run(
    tx,
    sql`update performance.matter m set ended_at = r.at, ending = r.ending
        from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as r(matter text, at timestamptz, ending text)
        where m.case_id = r.matter and m.ended_at is null and m.case_id = any(${ended.map(({ matter }) => String(matter))}::text[])`,
  )
}

export async function countAsked(tx: Tx, asked: readonly Row[]): Promise<void> {
  await run(
    tx,
    sql`insert into performance.asked (matter, moment, service, asked_at)
        select matter, moment, service, at
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as r(matter text, moment text, service text, at timestamptz)
        on conflict do nothing`,
  )
}

export async function countAnswered(tx: Tx, answered: readonly Row[]): Promise<void> {
  await run(
    tx,
    sql`insert into performance.asked (matter, moment, service, asked_at, wording, ease, effectiveness, answered_at)
        select matter, moment, service, at, wording, ease, effectiveness, at
        from jsonb_to_recordset(${JSON.stringify(answered)}::jsonb)
             as r(matter text, moment text, service text, at timestamptz, wording text, ease smallint, effectiveness smallint)
        on conflict (matter, moment) do update
        set wording = excluded.wording, ease = excluded.ease, effectiveness = excluded.effectiveness, answered_at = excluded.answered_at`,
  )
}

/** Which services, since when, and the instant before which silence means abandoned. */
export interface Span {
  readonly services: readonly string[]
  readonly since: Date
  readonly silentSince: Date
}

export function attemptsOf(world: World, { services, since, silentSince }: Span): Promise<(Attempts & { service: string })[]> {
  return rows(
    world,
    sql`select service, count(*) as started, count(submitted_at) as finished,
               count(*) filter (where submitted_at is null and last_at < ${silentSince}) as abandoned
        from performance.attempt where service = any(${services}::text[]) and started_at >= ${since} group by service`,
  )
}

export function mattersOf(world: World, { services, since }: Span): Promise<(Matters & { service: string })[]> {
  return rows(
    world,
    sql`select service, (opened_at at time zone ${OFFICE_TIME_ZONE}::text)::date as opened_on,
               (ended_at at time zone ${OFFICE_TIME_ZONE}::text)::date as ended_on, ending, due_on, count(*) as count
        from performance.matter where service = any(${services}::text[]) and opened_at >= ${since}
        group by 1, 2, 3, 4, 5`,
  )
}

/** Answers to today's wording only: a figure never spans two. */
export function answersOf(world: World, { services, since }: Span): Promise<(Answers & { service: string; moment: string })[]> {
  return rows(
    world,
    sql`select service, moment, count(*) as asked, count(answered_at) as answered,
               count(*) filter (where ease >= 5) as easy, coalesce(sum(ease), 0)::bigint as sum
        from performance.asked
        where service = any(${services}::text[]) and asked_at >= ${since} and (wording is null or wording = ${wording.id})
        group by service, moment`,
  )
}
