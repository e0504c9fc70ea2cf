import type { PastEvent, Subscription, Tx } from '#platform'
import {
  countAlive,
  countAnswered,
  countAsked,
  countEnded,
  countOpened,
  countStarted,
  countSubmitted,
  type Row,
} from './store.ts'

/** What each kind of event counts as, in the order in which a batch is written. */
const counting: readonly { kind: string; rows(event: PastEvent): Row[]; save(tx: Tx, rows: readonly Row[]): Promise<void> }[] = [
  { kind: 'journey.started', rows: attempts, save: countStarted },
  { kind: 'journey.page-answered', rows: ({ about, at }) => [{ journey: about, at: at.toISOString() }], save: countAlive },
  { kind: 'journey.submitted', rows: attempts, save: countSubmitted },
  { kind: 'case.opened', rows: event => [{ ...matter(event), due_on: text(event, 'dueOn') ?? null }], save: countOpened },
  { kind: 'case.decided', rows: event => [{ ...matter(event), ending: ending(event) }], save: countEnded },
  { kind: 'case.withdrawn', rows: event => [{ ...matter(event), ending: 'withdrawn' }], save: countEnded },
  { kind: 'feedback.invited', rows: event => [{ ...matter(event), moment: text(event, 'moment') ?? null }], save: countAsked },
  { kind: 'feedback.given', rows: answer, save: countAnswered },
]

/** Counts the news: each event once, for its effect and its place in the log are saved together. */
export const performanceCount: Subscription = {
  consumer: 'performance.count',
  kinds: counting.map(({ kind }) => kind),
  async hear(tx, events) {
    for (const { kind, rows, save } of counting) {
      const counted = events.filter(event => event.kind === kind).flatMap(rows)
      if (counted.length > 0) await save(tx, counted)
    }
  },
}

function attempts({ about, at, facts }: PastEvent): Row[] {
  const { services, service } = facts
  const started = Array.isArray(services) ? services : [service]
  const channel = typeof facts.channel === 'string' ? facts.channel : 'web'
  return started.filter(isText).map(one => ({ journey: about, service: one, channel, at: at.toISOString() }))
}

function matter(event: PastEvent): Row {
  return { matter: event.about, service: text(event, 'service') ?? null, at: event.at.toISOString() }
}

/** A case that nobody judged, because the one it waited for was not granted, was not decided. */
function ending(event: PastEvent): string {
  return text(event, 'outcome') === 'closed' ? 'closed' : 'decided'
}

function answer(event: PastEvent): Row[] {
  const { ease, effectiveness } = event.facts
  if (typeof ease !== 'number') return []
  const said = { ease, effectiveness: typeof effectiveness === 'number' ? effectiveness : null }
  return [{ ...matter(event), moment: text(event, 'moment') ?? null, wording: text(event, 'wording') ?? null, ...said }]
}

function text({ facts }: PastEvent, name: string): string | undefined {
  const value = facts[name]
  return isText(value) ? value : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
