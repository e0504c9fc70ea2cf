import { FeelRange } from 'feelin'
import { isBefore, kindOf } from './values.ts'

/** A point is a range that holds only itself. */
interface Span {
  readonly start: unknown
  readonly end: unknown
  readonly from: boolean
  readonly to: boolean
}

type Relation = (a: Span, b: Span) => boolean | null

/** How two ranges lie to each other (OMG DMN 1.5, table 78), where the library has none or leaves open ends out. */
export const relations: Readonly<Record<string, Relation>> = {
  'overlaps before': (a, b) => relations['overlaps after']!(b, a),
  'overlaps after': (a, b) => {
    const [starts, ends, meet] = [order(a.start, b.start), order(a.end, b.end), order(b.end, a.start)]
    if (starts === null || ends === null || meet === null) return null
    const startsLater = starts > 0 || (starts === 0 && b.from && !a.from)
    const touches = meet > 0 || (meet === 0 && b.to && a.from)
    return startsLater && touches && (ends > 0 || (ends === 0 && (!b.to || a.to)))
  },
  finishes: (a, b) => {
    const [starts, ends] = [order(a.start, b.start), order(a.end, b.end)]
    return starts === null || ends === null
      ? null
      : ends === 0 && a.to === b.to && (starts > 0 || (starts === 0 && (!a.from || b.from)))
  },
  'finished by': (a, b) => relations.finishes!(b, a),
  starts: (a, b) => {
    const [starts, ends] = [order(a.start, b.start), order(a.end, b.end)]
    return starts === null || ends === null
      ? null
      : starts === 0 && a.from === b.from && (ends < 0 || (ends === 0 && (!a.to || b.to)))
  },
  'started by': (a, b) => relations.starts!(b, a),
  during: (a, b) => {
    const [starts, ends] = [order(b.start, a.start), order(a.end, b.end)]
    if (starts === null || ends === null) return null
    return (starts < 0 || (starts === 0 && (b.from || !a.from))) && (ends < 0 || (ends === 0 && (b.to || !a.to)))
  },
  coincides: (a, b) => {
    const [starts, ends] = [order(a.start, b.start), order(a.end, b.end)]
    return starts === null || ends === null ? null : starts === 0 && ends === 0 && a.from === b.from && a.to === b.to
  },
}

/** A relation as FEEL calls it, with points or ranges. */
export function related(relation: Relation, a: unknown, b: unknown): boolean | null {
  return kindOf(a) === 'null' || kindOf(b) === 'null' ? null : relation(spanOf(a), spanOf(b))
}

function spanOf(value: unknown): Span {
  if (!(value instanceof FeelRange)) return { start: value, end: value, from: true, to: true }
  return { start: value.start, end: value.end, from: value['start included'], to: value['end included'] }
}

/** Negative when the first comes first; null when the two cannot be compared. */
function order(a: unknown, b: unknown): number | null {
  if (kindOf(a) !== kindOf(b)) return null
  if (isBefore(a, b)) return -1
  return isBefore(b, a) ? 1 : 0
}
