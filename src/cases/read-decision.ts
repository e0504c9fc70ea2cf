import { type Fact, type Pays, readAnswer } from '#catalogue'
import type { Language } from '#platform'
import type { Payment } from './case.ts'
import type { OfficerDecision } from './decide-case.ts'

export const REASON_MAX = 2_000

/** The decision form as it was sent. */
export interface DecisionForm {
  readonly outcome?: 'granted' | 'refused' | undefined
  readonly reason: string
  readonly amount: string
}

export const emptyForm: DecisionForm = { reason: '', amount: '' }

/** What is wrong with a decision form, by field. */
export interface DecisionFaults {
  readonly outcome?: 'outcome-missing'
  readonly reason?: 'reason-missing' | 'reason-too-long'
  readonly amount?: 'amount-wrong'
}

export type ReadDecision = { readonly decision: OfficerDecision } | { readonly faults: DecisionFaults }

/** What the form is read against: the money the service pays, and the sum the rules came to, if they did. */
export interface DecisionContext {
  readonly pays?: Pays | undefined
  readonly workedOut?: Payment | undefined
  readonly language: Language
  readonly on: string
}

/** Whether the officer has to say how much: the service pays, and the rules did not come to a sum. */
export function asksAmount({ pays, workedOut }: DecisionContext): boolean {
  return pays !== undefined && workedOut === undefined
}

/** Reads a decision form. Pure. Faults are answers to show in place, all at once. */
export function readDecision(form: DecisionForm, context: DecisionContext): ReadDecision {
  const reason = form.reason.replaceAll('\r\n', '\n').trim()
  const pays = form.outcome === 'granted' ? paymentFrom(form, context) : undefined
  const faults: DecisionFaults = {
    ...(!form.outcome && { outcome: 'outcome-missing' }),
    ...(reason === '' && { reason: 'reason-missing' }),
    ...([...reason].length > REASON_MAX && { reason: 'reason-too-long' }),
    ...(pays === 'wrong' && { amount: 'amount-wrong' }),
  }
  if (!form.outcome || pays === 'wrong' || Object.keys(faults).length > 0) return { faults }
  return { decision: { outcome: form.outcome, reason, ...(pays && { pays }) } }
}

function paymentFrom({ amount }: DecisionForm, context: DecisionContext): Payment | undefined | 'wrong' {
  const { pays, workedOut, language, on } = context
  if (!pays || workedOut) return workedOut
  const read = readAnswer(amountFact(pays), amount.trim(), { language, on })
  return read.ok ? { amountMinor: Number(read.value), currency: pays.currency, every: pays.every } : 'wrong'
}

/** The amount as a question like any other, so that it is read in the officer's own way of writing numbers. */
function amountFact({ currency }: Pays): Fact {
  return {
    ...{ name: 'decision.amount', entity: 'decision', field: 'amount', type: 'money', label: {}, optional: false },
    ...{ rules: { currency, min: 1 }, sensitivity: 'personal', retain: 'P10Y' },
  }
}
