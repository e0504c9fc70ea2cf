import type { FactName } from '../fact.ts'
import { holdsIn, scopeOf } from '../holds.ts'
import { type Attempt, marksPossible } from './attempt.ts'
import { factsIn } from './mentions.ts'
import type { Asking } from './questions.ts'
import type { Search } from './search.ts'
import { conditionsBehind, split } from './turns-on.ts'

/** How many of a kind there are, and how many some generated answers went through. */
export interface Share {
  readonly reached: number
  readonly total: number
}

/**
 * Why nothing led there, as far as it is known. `nobody-asks`: a rule reads facts that no page asks and no register tells.
 * `no-answer`: no answer could be made to a fact. `others-first`: its own condition held, and rules before it decided.
 * `asked-before`: an earlier page had asked all that this one asks. `never-together`: no combination of the answers that matter leads
 * there. `always`: the condition holds whatever is answered. `not-found`: there were too many combinations to try them all.
 */
export type Why =
  | { readonly code: 'nobody-asks' | 'no-answer'; readonly facts: readonly FactName[] }
  | { readonly code: 'others-first' | 'asked-before' | 'never-together' | 'always' | 'not-found' }

/** Something of a service that no generated answers went through. */
export interface NotReached {
  /** `page` never met; `branch` never `met` or never `passed` by; `condition` of eligibility never `yes` or never `no`; `rule` that never decided. */
  readonly what: 'page' | 'branch' | 'condition' | 'rule'
  /** A page's or a condition's id, a rule's number from 1. */
  readonly id: string
  readonly way?: 'met' | 'passed' | 'yes' | 'no'
  readonly why: Why
}

export interface Coverage {
  readonly pages: Share
  /** Both ways of every page's condition. */
  readonly branches: Share
  /** Both ways of every condition of eligibility, and every rule of the decision. */
  readonly rules: Share
  readonly notReached: readonly NotReached[]
}

/** What a search went through, of all that there is. */
export function coverageOf(search: Search): Coverage {
  const { seen, asking } = search
  const marks = marksPossible(asking.service)
  const share = (...kinds: string[]) => {
    const some = marks.filter(mark => kinds.includes(split(mark)[0]))
    return { reached: some.filter(mark => seen.has(mark)).length, total: some.length }
  }
  return {
    pages: share('page'),
    branches: share('met', 'passed'),
    rules: share('yes', 'no', 'rule'),
    notReached: marks.filter(mark => !seen.has(mark)).map(mark => ({ ...said(mark), why: whyNot(search, mark) })),
  }
}

const KINDS = { page: 'page', met: 'branch', passed: 'branch', yes: 'condition', no: 'condition', rule: 'rule' } as const

function said(mark: string): Omit<NotReached, 'why'> {
  const [way, id] = split(mark) as [keyof typeof KINDS, string]
  const what = KINDS[way]
  return way === 'page' || way === 'rule' ? { what, id } : { what, id, way }
}

function whyNot(search: Search, mark: string): Why {
  const { asking, exhausted } = search
  const read = conditionsBehind(asking.service, mark).flatMap(condition => factsIn(condition, asking.service))
  const among = (facts: readonly FactName[]) => facts.filter(fact => read.includes(fact))
  if (among(asking.unasked).length > 0) return { code: 'nobody-asks', facts: among(asking.unasked) }
  if (among(asking.unanswerable).length > 0) return { code: 'no-answer', facts: among(asking.unanswerable) }
  const held = search.found.some(made => heldItself(asking, mark, made))
  if (held) return { code: mark.startsWith('rule:') || mark.startsWith('no:') ? 'others-first' : 'asked-before' }
  if (!exhausted.has(mark)) return { code: 'not-found' }
  return { code: mark.startsWith('passed:') ? 'always' : 'never-together' }
}

/** Whether a mark's own condition held, though the mark was not left. */
function heldItself({ service, on }: Asking, mark: string, { answers }: Attempt): boolean {
  const [kind, id] = split(mark)
  const scope = scopeOf(answers, on)
  if (kind === 'rule') return holdsIn(service.decide.rules[Number(id) - 1]!.if, scope) === true
  if (kind === 'no') return holdsIn(service.eligible.find(rule => rule.id === id)!.if, scope) === false
  const page = service.pages.find(one => one.id === id)!
  return (kind === 'page' || kind === 'met') && !page.repeat && holdsIn(page.when, scope) === true
}
