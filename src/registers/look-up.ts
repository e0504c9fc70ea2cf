import type { Answers, Fact, RegisterQuery } from '#catalogue'
import { consentCovers } from '#people'
import { dayOf, newId, transaction, type World } from '#platform'
import type { Answer, Exchange } from './adapters/index.ts'
import { askExchange } from './ask-exchange.ts'
import { mustHaveGround } from './ground.ts'
import type { Ground, NoAnswer } from './lookup.ts'
import { readRegister } from './read-register.ts'
import { completeLookup, insertLookup, type LookupEnd, type NewLookup } from './store.ts'

/** A world from which registers can be asked. */
export type RegistersWorld = World & { readonly exchange: Exchange }

export interface LookUp {
  /** Whose facts. */
  readonly person: string
  /** Their national identifier, or an organisation's number where the query asks by it. Undefined where none was told: then nothing is asked. */
  readonly nationalId: string | undefined
  readonly query: RegisterQuery
  /** The facts wanted, and all that will be told, whatever the register sends. */
  readonly facts: readonly Fact[]
  readonly ground: Ground
  /** Who does it: a person's or officer's id, or `system`. */
  readonly by: string
  /** What lets somebody else than the person ask: a case that needs it, or an emergency they stated. */
  readonly need?: { readonly case: string } | { readonly emergency: string }
  /** The journey or case that needs it. */
  readonly about?: string
  /** The service that needs it; its owner is told to the person as who looked. */
  readonly service: string
}

/** The facts, nested as answers are; or that the register knows none; or that it did not say, and when to ask again. */
export type LookUpResult =
  | { readonly status: 'found'; readonly answers: Answers; readonly at: Date }
  | { readonly status: 'nothing' }
  | { readonly status: 'unavailable'; readonly reason: NoAnswer; readonly retryAfterSeconds: number }

/**
 * Asks a register about a person. It is written down before it is asked and completed before anything is told:
 * if it cannot be recorded, nothing is asked and nothing is told. Never inside a transaction.
 */
export async function lookUp(world: RegistersWorld, wanted: LookUp): Promise<LookUpResult> {
  if (world.db.kind === 'transaction') throw new Error('a register is never asked inside a transaction')
  mustHaveGround(wanted)
  if (!wanted.nationalId) return unavailable('no-national-id')
  const lookup = newLookup(wanted)
  if (!(await recordAsked(world, lookup, wanted))) return unavailable('no-consent')
  const answer = await askExchange(world.exchange, { ...wanted, nationalId: wanted.nationalId, messageId: lookup.messageId })
  const { result, end } = resultOf(answer, wanted, world.now())
  await recordAnswered(world, lookup, end)
  return result
}

function newLookup({ person, query, facts, ground, by, need, about, service }: LookUp): NewLookup {
  return {
    ...{ id: newId(), messageId: newId(), person, by, about, service },
    ...{ query: query.id, agency: query.agency, facts: facts.map(fact => fact.name) },
    law: 'law' in ground ? ground.law : undefined,
    consent: 'consent' in ground ? ground.consent : undefined,
    need,
  }
}

/** @returns false when the consent it rests on does not cover it: then that is recorded, and nothing may be asked */
async function recordAsked(world: World, lookup: NewLookup, { facts }: LookUp): Promise<boolean> {
  const { person, query, consent } = lookup
  const asked = { kind: 'lookup.asked', about: lookup.id, person, by: lookup.by, facts: factsOf(lookup) } as const
  if (consent === undefined) {
    await insertLookup(world, lookup, asked)
    return true
  }
  return transaction(world, async tx => {
    const mayAsk = await consentCovers(tx, { person, consent, query, facts })
    await insertLookup(tx, lookup, asked)
    if (!mayAsk) await recordAnswered(tx, lookup, { outcome: 'refused', reason: 'no-consent' })
    return mayAsk
  })
}

async function recordAnswered(world: World, lookup: NewLookup, end: LookupEnd): Promise<void> {
  const { id, person, by } = lookup
  const facts = { ...factsOf(lookup), outcome: end.outcome, reason: end.reason ?? null }
  await completeLookup(world, { ...end, id, person }, { kind: 'lookup.made', about: id, person, by, facts })
}

function factsOf({ query, facts, agency, service, law, consent, need }: NewLookup) {
  return { ...need, query, facts, agency, service, ...(law === undefined ? { consent: consent ?? null } : { law }) }
}

function resultOf(answer: Answer, { query, facts }: LookUp, at: Date): { result: LookUpResult; end: LookupEnd } {
  if (answer.kind === 'refused') return failed('refused', 'refused')
  if (answer.kind === 'unavailable') return failed('unavailable', answer.reason)
  const { requestHash, status } = answer
  if (status >= 400 && status !== 404) return failed('unavailable', 'error-status')
  const told = status === 404 ? ({ kind: 'nothing' } as const) : readRegister({ query, facts, on: dayOf(at) }, answer.json)
  if (told.kind === 'nonsense') return failed('unavailable', 'nonsense')
  if (told.kind === 'nothing') return { result: { status: 'nothing' }, end: { outcome: 'nothing', requestHash } }
  return { result: { status: 'found', answers: told.answers, at }, end: { outcome: 'found', requestHash } }
}

function failed(outcome: 'refused' | 'unavailable', reason: NoAnswer): { result: LookUpResult; end: LookupEnd } {
  return { result: unavailable(reason), end: { outcome, reason } }
}

/** A breaker lets one question through after ten seconds; what was refused will not be otherwise within the hour. */
const SOONER: Partial<Record<NoAnswer, number>> = {
  busy: 5,
  'breaker-open': 10,
  refused: 3600,
  stale: 3600,
  'no-consent': 3600,
  'no-national-id': 3600,
}

function unavailable(reason: NoAnswer): LookUpResult {
  return { status: 'unavailable', reason, retryAfterSeconds: SOONER[reason] ?? 30 }
}
