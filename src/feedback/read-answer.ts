import type { Moment } from './invitation.ts'
import { asksEffectiveness, EASE_POINTS, EFFECTIVENESS_POINTS } from './wording.ts'

export const COMMENT_MAX = 1_200
const KEPT_OF_A_TOO_LONG_COMMENT = 20_000

/** What the form sent, as it was typed. */
export interface Typed {
  readonly ease: string
  readonly effectiveness: string
  readonly comment: string
}

export type Given = { readonly ease: number; readonly effectiveness?: number; readonly comment?: string }
export type Fault = {
  readonly field: 'ease' | 'effectiveness' | 'comment'
  readonly code: 'ease-missing' | 'effectiveness-missing' | 'comment-too-long'
}

export function readTyped(one: Readonly<Record<string, string | undefined>>): Typed {
  const comment = (one.comment ?? '').replaceAll('\r\n', '\n').slice(0, KEPT_OF_A_TOO_LONG_COMMENT)
  return { ease: one.ease ?? '', effectiveness: one.effectiveness ?? '', comment }
}

/** Reads an answer, or says all that is wrong with it. Pure. */
export function readGiven(typed: Typed, moment: Moment): { ok: true; given: Given } | { ok: false; faults: Fault[] } {
  const ease = point(typed.ease, EASE_POINTS)
  const effectiveness = asksEffectiveness(moment) ? point(typed.effectiveness, EFFECTIVENESS_POINTS) : undefined
  const comment = typed.comment.trim()
  const faults: Fault[] = []
  if (ease === undefined) faults.push({ field: 'ease', code: 'ease-missing' })
  if (asksEffectiveness(moment) && effectiveness === undefined)
    faults.push({ field: 'effectiveness', code: 'effectiveness-missing' })
  if ([...comment].length > COMMENT_MAX) faults.push({ field: 'comment', code: 'comment-too-long' })
  if (faults.length > 0 || ease === undefined) return { ok: false, faults }
  return { ok: true, given: { ease, ...(effectiveness && { effectiveness }), ...(comment && { comment }) } }
}

function point(typed: string, scale: readonly number[]): number | undefined {
  return scale.find(one => String(one) === typed)
}
