import { withAnswer } from './answers.ts'
import { eligibility } from './eligibility.ts'
import type { FactName } from './fact.ts'
import type { Answers } from './rule.ts'
import type { Service } from './service.ts'
import { answersThatMatter } from './walks/answers-that-matter.ts'
import { mentionsIn } from './walks/mentions.ts'

/** The one question to ask next where it is not known yet whether a person may have a service. */
export interface SettlingQuestion {
  readonly fact: FactName
  /** Whatever is answered to it, it is then known. */
  readonly settlesAll: boolean
}

const MOST_ANSWERS = 12
const MOST_JUDGED = 1_000
const MOST_COMPARED = 20

/**
 * Of what is missing, the question after which the fewest more are to be asked, over the answers to it that rules tell apart.
 * It looks two questions ahead, or one when two would be more than a thousand judgements; beyond, each missing fact counts as
 * one question. Of equals, the one that the conditions name first; the first twenty are compared. Undefined when it is known already.
 * @param on today, `YYYY-MM-DD`
 */
export function settlingQuestion(service: Service, answers: Answers, on: string): SettlingQuestion | undefined {
  const { answer, missing } = eligibility(service, answers, on)
  if (answer !== 'not-known-yet') return undefined
  const looking = { service, on, values: valuesFor(service, on), depth: 0 }
  const compared = missing.slice(0, MOST_COMPARED)
  const judged = compared.reduce((sum, name) => sum + spread(looking.values(name)).length, 0)
  const found = best(compared, answers, { ...looking, depth: judged ** 2 > MOST_JUDGED ? 1 : 2 })
  if (!found) return undefined
  const settlesAll =
    found.further === 0 && looking.values(found.fact).every(value => isKnown({ fact: found.fact, value }, answers, looking))
  return { fact: found.fact, settlesAll }
}

interface Given {
  readonly fact: FactName
  readonly value: unknown
}

interface Found {
  readonly fact: FactName
  /** Questions that follow it, on average. */
  readonly further: number
}

interface Looking {
  readonly service: Service
  readonly on: string
  /** Answers to a fact that are worth trying. */
  readonly values: (fact: FactName) => readonly unknown[]
  /** Questions still to be looked ahead. */
  readonly depth: number
}

function isKnown({ fact, value }: Given, answers: Answers, looking: Looking): boolean {
  return further(answered({ fact, value }, answers, looking), looking) === 0
}

/** The first of those after which fewest questions follow, on average. */
function best(missing: readonly FactName[], answers: Answers, looking: Looking): Found | undefined {
  const ahead = { ...looking, depth: looking.depth - 1 }
  let found: Found | undefined
  for (const fact of missing.slice(0, MOST_COMPARED)) {
    const values = spread(looking.values(fact))
    const each = values.map(value => further(answered({ fact, value }, answers, looking), ahead))
    const mean = each.reduce((sum, one) => sum + one, 0) / each.length
    if (each.length > 0 && !(found && found.further <= mean)) found = { fact, further: mean }
  }
  return found
}

/** How many questions are still to be asked, as far as it is looked. */
function further(answers: Answers, looking: Looking): number {
  const { answer, missing } = eligibility(looking.service, answers, looking.on)
  if (answer !== 'not-known-yet') return 0
  const next = looking.depth > 0 ? best(missing, answers, looking) : undefined
  return next ? 1 + next.further : Math.max(1, missing.length)
}

function answered({ fact, value }: Given, answers: Answers, { service }: Looking): Answers {
  return withAnswer(service.facts.get(fact)!, answers, { value })
}

/** Answers to a fact that the conditions tell apart, each found once. */
function valuesFor(service: Service, on: string): Looking['values'] {
  const mentions = mentionsIn(service, on)
  const known = new Map<FactName, readonly unknown[]>()
  return name => {
    const fact = service.facts.get(name)
    const values = known.get(name) ?? (fact ? answersThatMatter({ ...fact, optional: false }, on, mentions.get(name)) : [])
    known.set(name, values)
    return values
  }
}

/** A dozen of many, evenly. */
function spread(all: readonly unknown[]): readonly unknown[] {
  const step = Math.max(1, all.length / MOST_ANSWERS)
  return Array.from({ length: Math.min(all.length, MOST_ANSWERS) }, (_, at) => all[Math.floor(at * step)])
}
