import {
  type Answers,
  eligibility,
  type Fact,
  type RawAnswer,
  readAnswer,
  type Service,
  type SettlingQuestion,
  settlingQuestion,
  withAnswer,
} from '#catalogue'
import type { Language } from '#platform'
import type { Raw } from '../answer-page.ts'
import type { Faults } from '../steps.ts'

/** The facts that a service's conditions turn on, each once, in the order the conditions name them. */
export function factsToCheck({ eligible, facts }: Service): Fact[] {
  const names = new Set(eligible.flatMap(rule => rule.if.facts))
  return [...names].flatMap(name => facts.get(name) ?? [])
}

export type Checked =
  | { readonly result: 'faulty'; readonly faults: Faults }
  | {
      readonly result: 'judged'
      readonly judgement: ReturnType<typeof eligibility>
      readonly next?: SettlingQuestion | undefined
    }

interface How {
  readonly language: Language
  /** Calendar day, `YYYY-MM-DD`. */
  readonly on: string
}

/** Judges what was typed, without keeping it. A question left blank is not known yet, not a fault. */
export function check(service: Service, raw: Raw, how: How): Checked {
  const faults: Record<string, Faults[string]> = {}
  let answers: Answers = {}
  for (const fact of factsToCheck(service)) {
    const typed = raw[fact.name] ?? ''
    if (isBlank(typed)) continue
    const read = readAnswer(fact, typed, how)
    if (read.ok) answers = withAnswer(fact, answers, { value: read.value })
    else faults[fact.name] = read.fault
  }
  if (Object.keys(faults).length > 0) return { result: 'faulty', faults }
  const judgement = eligibility(service, answers, how.on)
  return { result: 'judged', judgement, next: settlingQuestion(service, answers, how.on) }
}

function isBlank(raw: RawAnswer): boolean {
  if (typeof raw === 'string') return raw.trim() === ''
  return Array.isArray(raw) ? raw.length === 0 : Object.values(raw).every(part => String(part).trim() === '')
}
