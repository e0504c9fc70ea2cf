import type { Answers } from '#catalogue'

/** What somebody stated of an entry: that from one day on, until another or for good, it is so; or that there is no entry any more. */
export interface Statement {
  /** Counts from 1 in each entry. */
  readonly seq: number
  readonly kind: 'entered' | 'corrected' | 'ended'
  /** The first day it counts for, `YYYY-MM-DD`. */
  readonly from: string
  /** The first day it counts for no more; null for good. */
  readonly until: string | null
  /** Null where the entry ends. */
  readonly values: Answers | null
  readonly reason: string | null
  readonly by: string
  /** Since when it stands here. */
  readonly recordedAt: Date
}

/** A day, and an instant: what was the case on that day, as far as the register knew at that instant. */
export interface AsAt {
  readonly on: string
  readonly knownAt: Date
}

/** What counts for a day, as it was known at an instant: of all that had been stated for that day by then, what was stated last. Pure. */
export function standing<S extends Pick<Statement, 'from' | 'until' | 'recordedAt'>>(
  statements: readonly S[],
  { on, knownAt }: AsAt,
): S | undefined {
  return statements.findLast(
    ({ from, until, recordedAt }) => recordedAt <= knownAt && from <= on && (until === null || on < until),
  )
}

/** The next day after this one on which the register, as it stands now, says something else; undefined when there is none. */
export function nextChange(statements: readonly Pick<Statement, 'from' | 'until'>[], on: string): string | undefined {
  return statements
    .flatMap(({ from, until }) => (until === null ? [from] : [from, until]))
    .filter(day => day > on)
    .sort()[0]
}

/** One stretch of days for which the same statement counts. */
export interface Period<S> {
  readonly from: string
  readonly until: string | null
  readonly statement: S
}

/** All that counted at an instant, day after day from the first. Pure. */
export function periods<S extends Pick<Statement, 'seq' | 'from' | 'until' | 'recordedAt'>>(
  statements: readonly S[],
  knownAt: Date,
): Period<S>[] {
  const known = statements.filter(({ recordedAt }) => recordedAt <= knownAt)
  const days = [...new Set(known.flatMap(({ from, until }) => (until === null ? [from] : [from, until])))].sort()
  return days.flatMap((from, at): Period<S>[] => {
    const statement = standing(known, { on: from, knownAt })
    return statement ? [{ from, until: days[at + 1] ?? null, statement }] : []
  })
}
