import { type Answers, answerTo, entriesOf, type Fact, type FactName, type SharedLookup, withAnswer } from '#catalogue'
import { giveConsent, nationalIdOf } from '#people'
import { transaction } from '#platform'
import { type LookUpResult, lookUp } from '#registers'
import { changeDraft } from './change-draft.ts'
import { type Definition, definitionOf } from './definition.ts'
import { type Draft, type DraftId, factKey, type Lookup } from './draft.ts'
import { notThere } from './refusals.ts'
import { findDraft } from './store.ts'
import type { JourneysWorld } from './world.ts'

interface Asked {
  readonly lookup: SharedLookup
  readonly result: LookUpResult | 'declined'
}

/**
 * Asks every register this journey needs and has not heard yet, all at once; those that need consent only where it was given.
 * A register that does not answer takes nothing away: the person types instead, or asks again later.
 */
export async function askRegisters(
  world: JourneysWorld,
  of: { personId: string; id: DraftId },
  consented: readonly string[],
): Promise<void> {
  const draft = await findDraft(world, of.personId, of.id)
  if (!draft) throw notThere()
  const definition = definitionOf(world.catalogue, draft)
  const asked = await askAll(world, { draft, definition, consented })
  await changeDraft(world, of, current => ({
    draft: asked.reduce<Draft>((so, { lookup, result }) => merged(so, lookup, { result, definition, at: world.now() }), {
      ...current,
      confirmed: false,
    }),
    event: {
      kind: 'journey.registers-asked',
      facts: { told: asked.filter(({ result }) => statusOf(result) === 'told').map(({ lookup }) => lookup.from) },
    },
    result: undefined,
  }))
}

async function askAll(
  world: JourneysWorld,
  { draft, definition, consented }: { draft: Draft; definition: Definition; consented: readonly string[] },
): Promise<Asked[]> {
  const open = definition.know.filter(({ from }) => isOpen(draft.lookups[from]))
  if (open.length === 0) return []
  const nationalId = await nationalIdOf(world, draft.personId)
  return Promise.all(
    open.map(async lookup => {
      if (lookup.consent === 'asked' && !consented.includes(lookup.from)) return { lookup, result: 'declined' as const }
      return { lookup, result: await askOne(world, { draft, definition, lookup, nationalId }) }
    }),
  )
}

function isOpen(lookup: Lookup | undefined): boolean {
  return !lookup || lookup.status === 'unavailable'
}

interface OneLookup {
  readonly draft: Draft
  readonly definition: Definition
  readonly lookup: SharedLookup
  readonly nationalId: string | undefined
}

async function askOne(world: JourneysWorld, { draft, definition, lookup, nationalId }: OneLookup): Promise<LookUpResult> {
  const query = world.catalogue.registers.get(lookup.from)!
  const facts = factsOf(definition, lookup)
  const service = definition.services.find(({ id }) => lookup.services.includes(id))!
  const ground =
    lookup.consent === 'asked'
      ? { consent: await consentFor(world, { draft, lookup, service: service.id }) }
      : { law: lawOf(service.law, lookup.because) }
  return lookUp(world, {
    person: draft.personId,
    nationalId,
    query,
    facts,
    ground,
    by: draft.personId,
    about: draft.id,
    service: service.id,
  })
}

function consentFor(
  world: JourneysWorld,
  { draft, lookup, service }: { draft: Draft; lookup: SharedLookup; service: string },
): Promise<string> {
  const query = world.catalogue.registers.get(lookup.from)!
  return transaction(world, tx =>
    giveConsent(tx, {
      person: draft.personId,
      query: query.id,
      facts: lookup.facts,
      purpose: query.purpose,
      service,
      about: draft.id,
      language: draft.language,
    }),
  )
}

function lawOf(laws: readonly { id: string; cite: string }[], because: string): string {
  return laws.find(law => law.id === because)?.cite ?? because
}

/** Every fact a lookup may tell: those it names, and all of a list's entry when it names the list. */
export function factsOf(definition: Definition, lookup: Pick<SharedLookup, 'facts'>): Fact[] {
  const all = new Map(definition.services.flatMap(service => [...service.facts]))
  const named = (fact: Fact, wanted: FactName) => fact.name === wanted || fact.of === wanted
  return [...all.values()].filter(fact => lookup.facts.some(wanted => named(fact, wanted)))
}

function statusOf(result: Asked['result']): Lookup['status'] {
  if (result === 'declined') return 'declined'
  return result.status === 'found' ? 'told' : result.status
}

function merged(
  draft: Draft,
  lookup: SharedLookup,
  { result, definition, at }: { result: Asked['result']; definition: Definition; at: Date },
): Draft {
  const lookups = { ...draft.lookups, [lookup.from]: { status: statusOf(result), at: at.toISOString() } }
  if (result === 'declined' || result.status !== 'found') return { ...draft, lookups }
  return factsOf(definition, lookup).reduce((so, fact) => withTold(so, fact, { answers: result.answers, from: lookup.from }), {
    ...draft,
    lookups,
  })
}

function withTold(draft: Draft, fact: Fact, { answers, from }: { answers: Answers; from: string }): Draft {
  const entries = fact.of ? entriesOf(fact.of, answers).length : 1
  let so = draft
  for (let index = 0; index < entries; index++) {
    const value = answerTo(fact, answers, index)
    if (value === undefined || value === null) continue
    so = { ...so, answers: withAnswer(fact, so.answers, { value, index }), told: { ...so.told, [factKey(fact, index)]: from } }
  }
  return so
}
