import type { Fact, FactName } from './fact.ts'
import type { Agency, Lookup } from './register.ts'
import type { DecisionTable, EligibilityRule, Example, Expression, Parameter, WorkedOut } from './rule.ts'
import type { Language, Words } from './words.ts'

export type ServiceId = string
export type AgencyId = Agency['id']
export type Channel = 'web' | 'phone' | 'counter' | 'post'
/** How a request came about: somebody made it, another department's system sent it, or nobody did and a register told of an event. */
export type CameBy = Channel | 'api' | 'register'
export type AssuranceLevel = 'low' | 'substantial' | 'high'
export type Audience = 'person' | 'organisation' | 'either'

export interface Law {
  readonly id: string
  readonly cite: string
  readonly url?: string
}

/** Why facts that a register holds are asked of a person all the same. */
export interface AskedAgain {
  readonly facts: readonly FactName[]
  readonly because: Words
}

/** What the owner set out to reach; shares are from 0 to 1. Absent means no target was set. */
export interface Targets {
  readonly completion?: number
  readonly ease?: number
  readonly decidedInTime?: number
  readonly touchpoints?: number
  readonly askedAgain?: number
}

/** The same page once for every entry of a list: `as` names one entry, `of` the list in the answers. */
export interface Repeat {
  readonly as: string
  readonly of: string
  readonly min: number
  readonly max: number
  /** What one entry is called: “Child”. */
  readonly words: Words
}

/** What a person meets at once: a title and the questions under it. A page without facts only informs. */
export interface Page {
  /** Unique in the journey; a life event prefixes it with the service, `child-benefit.account`. */
  readonly id: string
  readonly service: ServiceId
  readonly title: Words
  readonly facts: readonly Fact[]
  readonly when?: Expression
  readonly repeat?: Repeat
  /** Paragraphs, `## headings`, `- lists` and `[links](https://…)`, nothing else. */
  readonly guidance?: Words
}

export interface ServicePromise {
  /** Working days from a complete application to a decision told. */
  readonly days: number
}

export interface Task {
  readonly id: string
  readonly agency: AgencyId
  readonly withinDays: number
  readonly words: Words
  readonly when?: Expression
}

export interface Pays {
  /** Name of the decision's output that holds the amount in minor units. */
  readonly amount: string
  readonly currency: string
  readonly every: 'once' | 'week' | 'month' | 'year'
  readonly to: FactName
}

export interface Gives {
  readonly document: string
  readonly name: Words
  /** ISO 8601 duration; absent means for ever. */
  readonly validFor?: string
  /** Facts with the words under which the document shows them. */
  readonly shows: readonly Fact[]
}

export interface Offer {
  readonly service: ServiceId
  readonly when?: Expression
}

/** What happens in somebody's life that starts a service by itself: it is offered, or opened and decided outright where a law says so. */
export interface StartsOn {
  /** Name of a `RegisterEvent`. */
  readonly event: string
  readonly mode: 'offer' | 'grant'
  /** The law that lets it begin unasked; always there for `grant`, except in versions published before it was asked for. */
  readonly because?: Law
  /** For so many days after it was made an offer stands, and so long after the event one is still made. */
  readonly openForDays: number
}

export interface Tells {
  /** Name of a `RegisterAct`. */
  readonly act: string
  readonly law: Law
}

/** One version of one public service, checked and compiled. */
export interface Service {
  readonly id: ServiceId
  readonly version: number
  readonly name: Words
  readonly summary: Words
  readonly languages: readonly Language[]
  readonly status: 'live' | 'withdrawn'
  readonly owner: AgencyId
  readonly board?: string
  readonly audience: Audience
  readonly law: readonly Law[]
  readonly lifeEvents: readonly string[]
  readonly topics: readonly string[]
  readonly targets: Targets
  readonly pages: readonly Page[]
  /** Every fact its pages, rules, lookups and document touch, by name. */
  readonly facts: ReadonlyMap<FactName, Fact>
  readonly know: readonly Lookup[]
  readonly askedAgain: readonly AskedAgain[]
  readonly parameters: ReadonlyMap<string, Parameter>
  /** In the order in which they are worked out: each may use those before it. */
  readonly workOut: ReadonlyMap<string, WorkedOut>
  readonly eligible: readonly EligibilityRule[]
  readonly decide: DecisionTable
  /** Words for every `because` a rule may give. */
  readonly reasons: ReadonlyMap<string, Words>
  readonly examples: readonly Example[]
  readonly channels: readonly Channel[]
  readonly identity: AssuranceLevel
  readonly decideWithin: ServicePromise
  /** While the case is in one of these states the promise does not run. */
  readonly clock: { readonly pausesWhile: readonly string[] }
  readonly tasks: readonly Task[]
  readonly messages: Partial<Record<'received' | 'granted' | 'refused', Words>>
  readonly pays?: Pays
  readonly gives?: Gives
  readonly startsOn?: StartsOn
  readonly offers: readonly Offer[]
  /** What registers are told when it is granted, and on which law. */
  readonly tells: readonly Tells[]
  /** The fact that names what it is granted for, and only once: `child.noticeId`. */
  readonly once?: FactName
  readonly askAfterwards: readonly string[]
  /** The file it came from, relative to the government's folder. */
  readonly file: string
}
