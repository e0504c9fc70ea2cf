import type { FactName } from './fact.ts'
import type { Words } from './words.ts'

/** What is known of a person and their request, nested by fact: `{ applicant: { bornOn }, children: [{ givenNames }] }`. */
export type Answers = { readonly [entity: string]: unknown }

/** What an expression is evaluated over: the answers and a day, turned into FEEL's own values once, at first use. */
export interface Scope {
  readonly answers: Answers
  /** Calendar day, `YYYY-MM-DD`: picks the parameters' values, and is `today` in expressions. */
  readonly on: string
  /** The entry a repeated page or list stands at: `{ child: 0 }`. */
  readonly at?: Readonly<Record<string, number>>
}

/** A FEEL expression, checked and compiled. */
export interface Expression {
  readonly source: string
  /** Facts it reads, by name; those of the figures it uses too. */
  readonly facts: readonly FactName[]
  readonly parameters: readonly string[]
  /** Figures worked out before that it uses, by name. */
  readonly figures: readonly string[]
  /** Its value, or null when it is not known yet, or takes more steps than it may (`overrunIn`). Never throws, never changes the scope. */
  value(scope: Scope): unknown
  /** Facts it needs that are not known in this scope. */
  missing(scope: Scope): FactName[]
  /** What it read, for the explanation. */
  read(scope: Scope): Pick<TraceStep, 'facts' | 'parameters' | 'figures'>
}

/** One number, or several by their place: the first for one person, the second for two. */
export type ParameterValue = number | readonly number[]

/** A rate or limit that changes by date without touching a rule. */
export interface Parameter {
  readonly name: string
  /** `EUR-minor`, `years`, `days` … */
  readonly unit: string
  readonly source: string
  /** What it is called in an explanation; its own name, spaced, when absent. */
  readonly words?: Words
  /** Oldest first; each holds from its day on. */
  readonly values: readonly { readonly from: string; readonly value: ParameterValue }[]
}

/** Something worked out on the way to a decision, which rules and later figures use by its name. */
export interface WorkedOut {
  readonly name: string
  readonly is: Expression
  /** `EUR-minor`, `years`, `persons` …; a bare number when absent. */
  readonly unit?: string
  /** What it is called in an explanation; its own name, spaced, when absent. */
  readonly words?: Words
}

export interface EligibilityRule {
  readonly id: string
  readonly if: Expression
  readonly else: Words
}

export type Outcome = 'grant' | 'refuse' | 'officer'

export interface DecisionRule {
  readonly if?: Expression
  readonly outcome: Outcome
  /** A key of the service's reasons. */
  readonly because?: string
  readonly outputs: ReadonlyMap<string, Expression>
}

export interface DecisionTable {
  readonly hit: 'first' | 'unique'
  readonly rules: readonly DecisionRule[]
}

/** One step of a decision: what was looked at and what it came to. */
export interface TraceStep {
  /** `work-out.netIncome`, `eligible.resident`, `decide.2`, `decide.2.weekly`; rules count from 1. */
  readonly rule: string
  readonly source: string
  readonly result: unknown
  readonly facts: readonly { readonly name: FactName; readonly value: unknown }[]
  readonly parameters: readonly {
    readonly name: string
    readonly value: ParameterValue
    readonly since: string
    readonly unit: string
  }[]
  /** What was worked out in steps before this one; absent when it used none. */
  readonly figures?: readonly { readonly name: string; readonly value: unknown }[]
}

export interface Decision {
  readonly outcome: Outcome
  /** A key of the service's reasons, an eligibility rule's id, `not-known-yet` when a needed fact is missing, or `too-much-work`. */
  readonly because?: string
  /** Why, as the person will read it. */
  readonly words?: Words
  readonly values: Readonly<Record<string, unknown>>
  /** Facts for want of which the rules could not decide: then an officer does. */
  readonly missing: readonly FactName[]
  readonly trace: readonly TraceStep[]
}

export interface Eligibility {
  readonly answer: 'yes' | 'no' | 'not-known-yet'
  readonly because: readonly { readonly id: string; readonly words: Words }[]
  readonly missing: readonly FactName[]
}

/** What the policy people expect, run as a test before the service goes live. */
export interface Example {
  readonly name: string
  readonly given: Answers
  readonly on: string
  /** Ids of the pages met, in order; `children[1]` is the second child's. */
  readonly pages?: readonly string[]
  readonly ends: Outcome
  readonly because?: string
  readonly values: Readonly<Record<string, unknown>>
  /** Where it stands in its file, counting from 1. */
  readonly place: { readonly line: number; readonly column: number }
}
