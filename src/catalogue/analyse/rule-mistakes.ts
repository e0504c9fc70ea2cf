import { note, type Work, warn } from '../load/work.ts'
import { findGap } from './gap.ts'
import { holdsTrue, isFalse, type Judged, never } from './judge.ts'
import { findOverlaps } from './overlap.ts'
import { sayRanges } from './say-range.ts'
import type { Goal } from './solve.ts'
import { TOO_MANY } from './too-many.ts'

/** What a decision table is judged by; `isPossible` unless it is known already that nobody gets as far as the table, or meets all the pages. */
export interface JudgedTable extends Judged {
  readonly isPossible: boolean
}

/** Decision rules that can never apply, that apply at once where only one may, and answers that no rule speaks of. */
export function findRuleMistakes(work: Work, judged: JudgedTable): void {
  const live = [...judged.rules.keys()].filter(at => !isDead(work, judged, at))
  if (judged.service.decide.hit === 'unique') findOverlaps(work, judged, live)
  if (live.length === judged.rules.length) findGap(work, judged)
}

const pathOf = (at: number) => ['development', 'decide', 'rules', at, 'if']

/** A last rule without a condition may be there only to be safe. */
function isDead(work: Work, judged: JudgedTable, at: number): boolean {
  const rule = judged.rules[at]
  if (!rule) return false
  const own = holdsTrue(rule)
  const alone = never(judged, own)
  const before = judged.service.decide.hit === 'first' ? earlierFalse(judged, at) : []
  const shadowed = alone === false && before.length > 0 && never(judged, [...own, ...before])
  const { eligible, askedWhere, isPossible } = judged
  const around = [...eligible.flatMap(holdsTrue), ...askedWhere]
  const barred =
    alone === false && shadowed === false && isPossible && around.length > 0 && never(judged, [...own, ...before, ...around])
  if (alone === true) noteContradiction(work, judged, at)
  else if (shadowed === true) noteShadowed(work, judged, at)
  else if (barred === true) noteBarred(work, at)
  else if ([alone, shadowed, barred].includes('unjudged')) warn(work, pathOf(at), TOO_MANY, 'unjudged')
  return [alone, shadowed, barred].includes(true)
}

function earlierFalse({ rules }: JudgedTable, at: number): Goal[] {
  return rules.slice(0, at).flatMap(rule => (rule ? [isFalse(rule)] : []))
}

function noteContradiction(work: Work, { rules, reading }: JudgedTable, at: number): void {
  const ranges = sayRanges([rules[at]], reading)
  note(work, pathOf(at), {
    message: `Rule ${at + 1} can never apply: no answers meet its condition.`,
    hint: `Look for parts that exclude each other, “and” where “or” is meant, or a limit out of reach.${ranges && ` Possible answers: ${ranges}.`}`,
  })
}

function noteShadowed(work: Work, judged: JudgedTable, at: number): void {
  const one = earlierFalse(judged, at).findIndex(goal => never(judged, [...holdsTrue(judged.rules[at]), goal]) === true)
  const who = one < 0 ? 'the rules before it' : `rule ${one + 1}`
  note(work, pathOf(at), {
    message: `Rule ${at + 1} is never reached: ${who} already ${one < 0 ? 'decide' : 'decides'} whenever its condition holds.`,
    hint: `Move rule ${at + 1} up, narrow ${who}, or take rule ${at + 1} out.`,
  })
}

function noteBarred(work: Work, at: number): void {
  warn(work, pathOf(at), {
    message: `Rule ${at + 1} is never reached: whoever meets its condition is refused as not eligible, or is not asked what it looks at.`,
    hint: 'Compare it with the conditions under eligible and with those of the pages.',
  })
}
