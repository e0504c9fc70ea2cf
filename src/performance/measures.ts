import { askedAgain, type Service } from '#catalogue'
import { hideSmall, PUBLISH_FROM } from './disclosure.ts'
import type { Figure, Measure, Part } from './figure.ts'
import { endedBy, type Spell, stillOpen } from './survival.ts'
import { verdictOn, wilson } from './wilson.ts'
import { workingDaysBetween } from './working-days.ts'

export interface Attempts {
  readonly started: number
  readonly finished: number
  readonly abandoned: number
}

/** Cases opened and ended on the same days and promised for the same day. */
export interface Matters {
  readonly openedOn: string
  readonly endedOn: string | null
  readonly ending: 'decided' | 'withdrawn' | 'closed' | null
  readonly dueOn: string | null
  readonly count: number
}

export interface Answers {
  readonly asked: number
  readonly answered: number
  /** Answers of 5 to 7. */
  readonly easy: number
  readonly sum: number
}

/** Today, and the days on which offices are shut besides weekends. */
export interface Calendar {
  readonly today: string
  readonly closedDays: readonly string[]
}

/** Finished of started. Pure. */
export function completion(service: Service, { started, finished, abandoned }: Attempts): Figure {
  const about = { service: service.id, measure: 'completion' } as const
  if (started < PUBLISH_FROM.count) return { ...about, kind: 'unknown', fewerThan: PUBLISH_FROM.count }
  const estimate = wilson(finished / started, started)
  const target = service.targets.completion
  const parts = hideSmall([
    { id: 'abandoned', count: abandoned },
    { id: 'under-way', count: started - finished - abandoned },
  ]) as Part[]
  return {
    ...about,
    kind: 'share',
    n: started,
    coverage: 1,
    estimate,
    ...optional(target),
    verdict: verdictOn(estimate, target),
    parts,
  }
}

/** Decided by the day announced to that very person; cases not decided and not yet due are not counted. Pure. */
export function decidedInTime(service: Service, matters: readonly Matters[], { today }: Calendar): Figure {
  const about = { service: service.id, measure: 'decided-in-time' } as const
  const judged = matters.filter(({ ending }) => ending === null || ending === 'decided')
  const settled = judged.filter(({ endedOn, dueOn }) => dueOn !== null && (endedOn !== null || dueOn < today))
  const n = total(settled)
  if (n < PUBLISH_FROM.count) return { ...about, kind: 'unknown', fewerThan: PUBLISH_FROM.count }
  const inTime = total(settled.filter(({ endedOn, dueOn }) => endedOn !== null && endedOn <= dueOn!))
  const estimate = wilson(inTime / n, n)
  const target = service.targets.decidedInTime
  const coverage = n / total(judged)
  return { ...about, kind: 'share', n, coverage, estimate, ...optional(target), verdict: verdictOn(estimate, target) }
}

/** Working days from receipt to decision; open, withdrawn and closed cases count for as long as they waited. Pure. */
export function timeToDecision(service: Service, matters: readonly Matters[], calendar: Calendar): Figure {
  const about = { service: service.id, measure: 'time-to-decision' } as const
  const n = total(matters)
  if (n < PUBLISH_FROM.count) return { ...about, kind: 'unknown', fewerThan: PUBLISH_FROM.count }
  const steps = stillOpen(matters.map(one => spell(one, calendar)))
  const [median, ninth] = [endedBy(0.5, steps), endedBy(0.9, steps)]
  const coverage = total(matters.filter(({ ending }) => ending === 'decided')) / n
  const promise = service.decideWithin.days
  return { ...about, kind: 'time', n, coverage, promise, ...(median && { median }), ...(ninth && { ninth }) }
}

/** A case not decided was seen waiting through the day before, for that day itself is not over. */
function spell({ openedOn, endedOn, ending, count }: Matters, { today, closedDays }: Calendar): Spell {
  const days = workingDaysBetween(openedOn, endedOn ?? today, closedDays)
  const ended = ending === 'decided'
  return { time: ended ? days : days - 0.5, ended, count }
}

/** Answers of 5 to 7 among those given, after sending or after the decision. Pure. */
export function ease(service: Service, measure: Extract<Measure, `ease-${string}`>, answers: Answers): Figure {
  const { asked, answered, easy, sum } = answers
  const about = { service: service.id, measure }
  if (answered < PUBLISH_FROM.score) return { ...about, kind: 'unknown', fewerThan: PUBLISH_FROM.score }
  const estimate = wilson(easy / answered, answered)
  const target = service.targets.ease
  return {
    ...{ ...about, kind: 'share', n: answered, coverage: answered / asked, estimate, mean: sum / answered },
    ...{ ...optional(target), verdict: verdictOn(estimate, target) },
  }
}

/** What the file of a service asks again, against the target its owner set. Pure. */
export function againAsked(service: Service): Figure {
  const facts = askedAgain(service).map(name => service.facts.get(name)!)
  const target = service.targets.askedAgain
  const verdict = target === undefined ? 'unknown' : facts.length <= target ? 'met' : 'missed'
  return {
    ...{ kind: 'count', service: service.id, measure: 'asked-again', facts, reasons: service.askedAgain },
    ...{ ...optional(target), verdict },
  }
}

function optional(target: number | undefined) {
  return target === undefined ? {} : { target }
}

function total(matters: readonly Matters[]): number {
  return matters.reduce((sum, { count }) => sum + count, 0)
}
