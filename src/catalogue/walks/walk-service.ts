import type { Answers, Outcome } from '../rule.ts'
import type { Service } from '../service.ts'
import type { PageInstance } from '../walk-pages.ts'
import type { Attempt } from './attempt.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { askingOf } from './questions.ts'
import { questionsIn, type Search, searchEverywhere } from './search.ts'
import { shortenAll } from './shorten.ts'

/** One way through a service: what was answered, the pages met in order, and how it ended. */
export interface GeneratedWalk {
  readonly answers: Answers
  readonly pages: readonly PageInstance[]
  readonly questions: number
  readonly outcome: Outcome
  /** A key of the service's reasons, an eligibility rule's id, or one of our own: `not-known-yet`, `no-rule`, `several-rules`. */
  readonly because?: string
}

export interface ServiceWalks {
  readonly coverage: Coverage
  /** Each went where none before it had been. */
  readonly walks: readonly GeneratedWalk[]
  /** To each outcome and reason, the way with the fewest pages, then the fewest questions, of all that were tried. */
  readonly shortest: readonly GeneratedWalk[]
  /** How many sets of answers were tried. */
  readonly tried: number
  /** There was more to try. */
  readonly isBudgetSpent: boolean
}

/** @see walkService */
export interface Walking {
  /** The day that rates and ages are judged on, `YYYY-MM-DD`. */
  readonly on: string
  /** The most sets of answers to try. */
  readonly budget?: number
  /** Something else to go through, by names of the caller's own: `of` says which of them a walk went through. */
  readonly also?: { readonly marks: readonly string[]; readonly of: (walk: GeneratedWalk) => readonly string[] }
}

const BUDGET = 20_000

/**
 * Walks a service with generated answers, every one of which a person could give, so that every page is met, every condition goes
 * both ways and every rule decides, where answers can do that. The same service on the same day is always walked the same way.
 */
export function walkService(service: Service, { on, budget = BUDGET, also }: Walking): ServiceWalks {
  const search: Search = {
    ...{ asking: askingOf(service, on), seen: new Set(), found: [], shortest: new Map() },
    ...{ tried: new Map(), exhausted: new Set(), budget },
    also: { marks: also?.marks ?? [], of: made => also?.of(walkOf(made)) ?? [] },
  }
  searchEverywhere(search)
  shortenAll(search)
  return {
    coverage: coverageOf(search),
    walks: search.found.map(walkOf),
    shortest: [...search.shortest.values()].map(walkOf),
    tried: search.tried.size,
    isBudgetSpent: search.tried.size >= budget,
  }
}

function walkOf(made: Attempt): GeneratedWalk {
  const { answers, pages, decision } = made
  const because = decision.because === undefined ? {} : { because: decision.because }
  return { answers, pages, questions: questionsIn(made), outcome: decision.outcome, ...because }
}
