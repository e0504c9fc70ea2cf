import { type Fields, OFFICE_TIME_ZONE, oneOf } from '#platform'
import type { PlannedWork } from './running.ts'

/** What was typed to announce work. */
export interface PlanForm {
  readonly part: string
  readonly en: string
  readonly fr: string
  readonly ar: string
  readonly begins: string
  readonly ends: string
}

export type PlanFaults = Partial<Record<Exclude<keyof PlanForm, 'part'>, 'words-missing' | 'time-wrong' | 'time-order'>>

export const noPlan: PlanForm = { part: 'website', en: '', fr: '', ar: '', begins: '', ends: '' }
const WORDS_MAX = 300

/** The form as sent; only parts that there are can be chosen. */
export function planForm({ one }: Fields, parts: readonly string[]): PlanForm {
  const text = (name: keyof PlanForm) => (one[name] ?? '').trim()
  return {
    part: oneOf(one.part, parts),
    en: text('en'),
    fr: text('fr'),
    ar: text('ar'),
    begins: text('begins'),
    ends: text('ends'),
  }
}

/** The plan, or what is wrong with it. Pure. */
export function readPlan(form: PlanForm, now: Date): { plan?: Omit<PlannedWork, 'id'>; faults: PlanFaults } {
  const faults: PlanFaults = {}
  for (const language of ['en', 'fr', 'ar'] as const)
    if (form[language] === '' || [...form[language]].length > WORDS_MAX) faults[language] = 'words-missing'
  const [beginsAt, endsAt] = [instantOf(form.begins), instantOf(form.ends)]
  if (!beginsAt) faults.begins = 'time-wrong'
  if (!endsAt) faults.ends = 'time-wrong'
  if (!beginsAt || !endsAt || Object.keys(faults).length > 0) return { faults }
  if (endsAt <= beginsAt || endsAt <= now) return { faults: { ends: 'time-order' } }
  const { part, en, fr, ar } = form
  return { plan: { part, words: { en, fr, ar }, beginsAt, endsAt }, faults }
}

// They hold the example in order on an Arabic page, and come along when it is copied.
const ISOLATES = /[\u2066\u2069]/g

/** An instant as offices write it, `2026-12-01 22:00`; undefined where it is none. */
export function instantOf(text: string): Date | undefined {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(text.replace(ISOLATES, '')) ?? []
  if (!day) return undefined
  const asUtc = new Date(`${day}T${time}:00Z`)
  if (Number.isNaN(asUtc.getTime()) || !asUtc.toISOString().startsWith(`${day}T${time}`)) return undefined
  return new Date(asUtc.getTime() - offsetAt(asUtc))
}

/** How far the office's clock is ahead of UTC, in milliseconds, near enough for a plan made around a change of the clocks. */
function offsetAt(at: Date): number {
  const local = at.toLocaleString('sv-SE', { timeZone: OFFICE_TIME_ZONE })
  return Date.parse(`${local.replace(' ', 'T')}Z`) - at.getTime()
}
