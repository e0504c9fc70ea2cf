import { dayOf, formatDate, formatInstant, type Language } from '#platform'
import type { Case } from './case.ts'
import { agencyName, serviceName } from './names.ts'
import type { CaseEvent } from './progress-store.ts'
import { timelineWords } from './timeline-words.ts'
import type { OpeningWorld } from './world.ts'

/** One line of a timeline; `isAhead` for what is promised and has not happened. */
export interface Moment {
  readonly when: string
  /** For the machine: an instant or a day, ISO 8601. */
  readonly machineTime: string
  readonly text: string
  readonly isAhead: boolean
}

interface Told {
  readonly world: Pick<OpeningWorld, 'catalogue' | 'now'>
  readonly language: Language
}

/** What happened to one case, and by when it is promised. */
export function caseTimeline(told: Told, current: Case, events: readonly CaseEvent[]): Moment[] {
  const past = events.flatMap(({ kind, at }) => momentAt(told, at, eventWords(told, current, kind)))
  return [...past, ...promiseOf(told, current)]
}

/** What happened across all agencies to one request that was sent, and what is promised next. */
export function requestTimeline(told: Told, cases: readonly Case[], events: readonly CaseEvent[]): Moment[] {
  const { world, language } = told
  const t = timelineWords(language)
  const named = (current: Case, text: string) =>
    t('for-service', { service: serviceName(world, current.service, language), text })
  const past = events
    .filter(({ kind }) => !['case.opened', 'case.viewed', 'case.file-viewed', 'case.identifiers-viewed'].includes(kind))
    .flatMap(({ kind, at, about }) => {
      const current = cases.find(({ id }) => id === about)
      const text = current && eventWords(told, current, kind)
      return momentAt(told, at, text && named(current!, text))
    })
  const ahead = cases
    .flatMap(current => promiseOf(told, current).map(moment => ({ ...moment, text: named(current, moment.text) })))
    .sort((a, b) => a.machineTime.localeCompare(b.machineTime))
  return [
    ...(cases[0] ? momentAt(told, cases[0].receivedAt, t(cases[0].channel === 'register' ? 'begun' : 'sent')) : []),
    ...past,
    ...ahead,
  ]
}

const SPOKEN = [
  'case.opened',
  'case.left-to-officer',
  'case.released',
  'case.viewed',
  'case.file-viewed',
  'case.identifiers-viewed',
  'case.task-done',
  'case.fact-corrected',
  'case.rechecked',
  'case.told-to-register',
  'case.not-taken-by-register',
] as const

function eventWords({ world, language }: Told, current: Case, kind: string): string | undefined {
  const about = {
    agency: agencyName(world, current.agency, language),
    other: serviceName(world, current.follows ?? current.service, language),
  }
  if (kind === 'case.decided') return current.decision && timelineWords(language)(current.decision.outcome, about)
  if (kind === 'case.opened' && current.channel === 'register') return timelineWords(language)('begun')
  const spoken = SPOKEN.find(one => one === kind)
  return spoken && timelineWords(language)(spoken, about)
}

function momentAt({ language }: Told, at: Date, text: string | undefined): Moment[] {
  return text ? [{ when: formatInstant(language, at), machineTime: at.toISOString(), text, isAhead: false }] : []
}

function promiseOf({ world, language }: Told, current: Case): Moment[] {
  if (current.decision) return []
  const word = isOverdue(world, current) ? 'overdue' : 'promised'
  const text = timelineWords(language)(word, { agency: agencyName(world, current.agency, language) })
  return [{ when: formatDate(language, current.dueOn), machineTime: current.dueOn, text, isAhead: true }]
}

/** Whether the day promised has passed without a decision. */
export function isOverdue(world: Pick<OpeningWorld, 'now'>, { decision, dueOn }: Pick<Case, 'decision' | 'dueOn'>): boolean {
  return !decision && dueOn < dayOf(world.now())
}
