import { formatNumber, type Language, say } from '#platform'
import type { Catalogue } from '../catalogue.ts'
import type { Outcome } from '../rule.ts'
import type { Page, Service } from '../service.ts'
import { testsIn } from './say-condition.ts'
import type { Saying } from './tree.ts'
import { words } from './words.ts'

/** A service as somebody reads it who has to answer for it: what comes in which order, for whom, and how it ends. All in one language. */
export interface JourneyPlan {
  readonly service: Service
  readonly language: Language
  readonly title: string
  readonly desc: string
  /** Registers that answer before the person, each with its ground. */
  readonly registers: readonly { readonly name: string; readonly ground: string }[]
  readonly stretches: readonly Stretch[]
  readonly eligible: readonly { readonly id: string; readonly tests: readonly string[]; readonly otherwise: string }[]
  /** “3 rules, the first that holds decides”. */
  readonly decision: string
  readonly ends: readonly End[]
}

/** Pages one after another, for everybody or only under the same condition. */
export interface Stretch {
  /** What must all be true; empty when the pages are for everybody. */
  readonly tests: readonly string[]
  readonly stops: readonly Stop[]
}

export interface Stop {
  readonly id: string
  /** From 1, as people count. */
  readonly number: string
  readonly title: string
  /** “3 questions”, “Once for each “Child”, 1 to 12 times”. */
  readonly notes: readonly string[]
}

/** A way in which rules end. */
export interface End {
  readonly outcome: Outcome
  readonly name: string
  readonly reason: string
  /** Numbers of the rules that end so, in the language's digits. */
  readonly rules: readonly string[]
}

/** Puts a service into words, in order. @param saying the day is that whose rates are named */
export function planJourney({ registers }: Pick<Catalogue, 'registers'>, saying: Saying): JourneyPlan {
  const { service, language } = saying
  const t = words(language)
  const named = { service: say(service.name, language), version: service.version }
  return {
    ...{ service, language, title: t('journey-title', named), desc: t('journey-desc') },
    registers: service.know.map(({ from, consent }) => ({
      name: say(registers.get(from)?.name ?? {}, language) || from,
      ground: t(consent === 'asked' ? 'with-consent' : 'by-law'),
    })),
    stretches: stretchesOf(saying),
    eligible: service.eligible.map(rule => ({
      id: rule.id,
      tests: sayTests(rule.if.source, saying),
      otherwise: t('otherwise-refused', { reason: say(rule.else, language) }),
    })),
    decision: decisionOf(service, language),
    ends: endsOf(service, language),
  }
}

function stretchesOf(saying: Saying): Stretch[] {
  const stretches: { source: string | undefined; tests: string[]; stops: Stop[] }[] = []
  for (const [at, page] of saying.service.pages.entries()) {
    const source = page.when?.source
    const last = stretches.at(-1)
    const stop = stopOf(page, at, saying)
    if (last && last.source === source) last.stops.push(stop)
    else stretches.push({ source, tests: source === undefined ? [] : sayTests(source, saying), stops: [stop] })
  }
  return stretches.map(({ tests, stops }) => ({ tests, stops }))
}

function stopOf({ id, title, facts, repeat }: Page, at: number, { service, language }: Saying): Stop {
  const t = words(language)
  const told = new Set(service.know.flatMap(lookup => lookup.facts))
  const isTold = facts.some(({ name, of }) => told.has(name) || (of !== undefined && told.has(of)))
  const word = t(facts.length === 1 ? 'question' : 'questions-word')
  return {
    ...{ id, number: formatNumber(language, at + 1), title: say(title, language) },
    notes: [
      facts.length === 0 ? t('no-question') : t('questions', { count: facts.length, word }),
      ...(repeat
        ? [
            t('once-for-each', {
              what: say(repeat.words, language),
              min: formatNumber(language, repeat.min),
              max: formatNumber(language, repeat.max),
            }),
          ]
        : []),
      ...(isTold ? [t('told-by')] : []),
    ],
  }
}

/** Each test of a condition, said in full. */
export function sayTests(source: string, saying: Saying): string[] {
  const t = words(saying.language)
  return testsIn(source, saying)
    .map(({ subject, test }) =>
      subject === undefined ? test : t(/[?؟]\s*$/.test(subject) ? 'after' : 'colon', { subject, test }),
    )
    .map(said => said.charAt(0).toUpperCase() + said.slice(1))
}

function decisionOf({ decide }: Service, language: Language): string {
  const t = words(language)
  const word = t(decide.rules.length === 1 ? 'rule-word' : 'rules-word')
  return t('rules-count', { count: decide.rules.length, word, hit: t(`hit-${decide.hit}`) })
}

function endsOf({ decide, reasons }: Service, language: Language): End[] {
  const ends = new Map<string, End & { rules: string[] }>()
  for (const [at, { outcome, because }] of decide.rules.entries()) {
    const key = `${outcome} ${because ?? ''}`
    const t = words(language)
    const reason = (because && say(reasons.get(because) ?? {}, language)) || t('no-reason')
    const end = ends.get(key) ?? { outcome, name: t(outcome), reason, rules: [] }
    end.rules.push(formatNumber(language, at + 1))
    ends.set(key, end)
  }
  return [...ends.values()]
}
