import { type Law, purposeOf, type Service, type SharedLookup } from '#catalogue'
import { consentsOf, giveConsent } from '#people'
import { isId, type Language } from '#platform'
import { type LookUpResult, lookUp, subjectsFor } from '#registers'
import { changeDraft } from './change-draft.ts'
import { consentTerms } from './consent-terms.ts'
import { type Definition, definitionOf } from './definition.ts'
import type { Draft, DraftId, Lookup } from './draft.ts'
import { alreadySent, notThere } from './refusals.ts'
import { findDraft } from './store.ts'
import { factsOf, withTold } from './told.ts'
import type { JourneysWorld } from './world.ts'

interface Asked {
  readonly lookup: SharedLookup
  readonly result: LookUpResult | 'declined'
}

/** `language`: in which the page is on which they agree; the draft's own when not said. */
type Of = { readonly personId: string; readonly id: DraftId; readonly language?: Language }

/** What asking once more may still change. */
const OPEN: readonly Lookup['status'][] = ['unavailable', 'declined']

/**
 * Asks every register this journey needs and has not heard yet, all at once; those that need consent only where it was given.
 * A register that does not answer takes nothing away: the person types instead, or asks again later.
 */
export function askRegisters(world: JourneysWorld, of: Of, consented: readonly string[]): Promise<void> {
  return ask(world, of, ({ know }) =>
    know.map(lookup => ({ lookup, mayAsk: lookup.consent === 'not-needed' || consented.includes(lookup.from), agrees: true })),
  )
}

/**
 * Asks, for somebody who has not come yet, the registers that a law lets be asked, and no other: nobody's consent is taken for given.
 * @returns the draft with what they told, not saved; and whether one did not answer
 */
export async function hearByLaw(world: JourneysWorld, draft: Draft): Promise<{ draft: Draft; isSilent: boolean }> {
  const definition = definitionOf(world.catalogue, draft)
  const wanted = definition.know.filter(lookup => lookup.consent === 'not-needed' && isOpen(draft, lookup))
  const subjectOf = await subjectsIn(world, draft, wanted)
  const { language } = draft
  const asked = await Promise.all(
    wanted.map(async lookup => {
      const one = { draft, definition, lookup, nationalId: subjectOf(lookup), agrees: false, language, by: 'system' }
      return { lookup, result: await askOne(world, one) }
    }),
  )
  const at = world.now().toISOString()
  const heard = asked.reduce((so, one) => withAnswerOf(so, one, { definition, at }), draft)
  return { draft: heard, isSilent: asked.some(({ result }) => result !== 'declined' && result.status === 'unavailable') }
}

/** Asks one register once more that did not answer before; of the others nothing changes. */
export function askAgain(world: JourneysWorld, of: Of, from: string): Promise<void> {
  return ask(world, of, ({ know }, { lookups }) =>
    know
      .filter(lookup => lookup.from === from && lookups[from]?.status === 'unavailable')
      .map(lookup => ({ lookup, mayAsk: true, agrees: false })),
  )
}

/** `agrees`: the person has just said yes; otherwise only what they said before counts, and not if they took it back. */
type Wanted = { readonly lookup: SharedLookup; readonly mayAsk: boolean; readonly agrees: boolean }

async function ask(world: JourneysWorld, of: Of, choose: (definition: Definition, draft: Draft) => Wanted[]): Promise<void> {
  const draft = isId(of.id) ? await findDraft(world, of.personId, of.id) : undefined
  if (!draft) throw notThere()
  if (draft.sentAt) throw alreadySent()
  const definition = definitionOf(world.catalogue, draft)
  const wanted = choose(definition, draft).filter(({ lookup }) => isOpen(draft, lookup))
  if (wanted.length === 0) return
  const subjectOf = await subjectsIn(
    world,
    draft,
    wanted.map(({ lookup }) => lookup),
  )
  const asked = await Promise.all(
    wanted.map(async ({ lookup, mayAsk, agrees }): Promise<Asked> => {
      const about = { draft, definition, lookup, nationalId: subjectOf(lookup), agrees }
      const one = { ...about, language: of.language ?? draft.language }
      return { lookup, result: mayAsk ? await askOne(world, one) : 'declined' }
    }),
  )
  await keep(world, of, { asked, definition })
}

/** By what each of these registers is asked about the person, or the organisation, whose draft it is. */
async function subjectsIn(world: JourneysWorld, { personId }: Draft, lookups: readonly SharedLookup[]) {
  const queryOf = ({ from }: SharedLookup) => world.catalogue.registers.get(from)!
  const subjectOf = await subjectsFor(world, personId, lookups.map(queryOf))
  return (lookup: SharedLookup) => subjectOf(queryOf(lookup))
}

function isOpen({ lookups }: Draft, { from }: SharedLookup): boolean {
  const before = lookups[from]
  return !before || OPEN.includes(before.status)
}

interface OneLookup {
  readonly draft: Draft
  readonly definition: Definition
  readonly lookup: SharedLookup
  readonly nationalId: string | undefined
  readonly language: Language
  readonly agrees: boolean
  /** Who does it, where it is not the person. */
  readonly by?: string
}

async function askOne(world: JourneysWorld, one: OneLookup): Promise<Asked['result']> {
  const { draft, definition, lookup, nationalId, by = draft.personId } = one
  const { service, law } = groundOf(definition, lookup)
  const consent = law ? undefined : await consentFor(world, one, service)
  if (!law && !consent) return 'declined'
  const ground = law ? { law: law.cite } : { consent: consent! }
  return lookUp(world, {
    ...{ person: draft.personId, by, about: draft.id, service: service.id },
    ...{ nationalId, query: world.catalogue.registers.get(lookup.from)!, facts: factsOf(definition, lookup), ground },
  })
}

/** Which service a register is asked for, and the law that lets it ask; no law where it is the person's consent. */
export function groundOf({ services }: Definition, lookup: SharedLookup): { service: Service; law: Law | undefined } {
  const asking = services.filter(({ id }) => lookup.services.includes(id))
  if (lookup.consent === 'asked') return { service: asking[0]!, law: undefined }
  const lawOf = ({ law }: Service) => law.find(({ id }) => id === lookup.because)
  const service = asking.find(lawOf) ?? asking[0]!
  return { service, law: lawOf(service) ?? { id: lookup.because, cite: lookup.because } }
}

async function consentFor(world: JourneysWorld, one: OneLookup, service: Service): Promise<string | undefined> {
  const { draft, definition, lookup, language } = one
  const query = world.catalogue.registers.get(lookup.from)!
  const { personId: person, id: about } = draft
  if (!one.agrees) return (await consentsOf(world, person)).find(given => given.query === query.id && given.matter === about)?.id
  const purpose = purposeOf(world.catalogue, lookup)
  const facts = factsOf(definition, lookup)
  const terms = consentTerms({ catalogue: world.catalogue, query, purpose, service, facts, language })
  return giveConsent(world, {
    person,
    query: query.id,
    facts: lookup.facts,
    purpose,
    service: service.id,
    about,
    language,
    terms,
  })
}

function keep(world: JourneysWorld, of: Of, { asked, definition }: { asked: readonly Asked[]; definition: Definition }) {
  const at = world.now().toISOString()
  return changeDraft<void>(world, of, draft => {
    // another window may have heard the same register meanwhile
    const news = asked.filter(({ lookup }) => isOpen(draft, lookup))
    const heard = news.reduce((so, one) => withAnswerOf(so, one, { definition, at }), { ...draft, confirmed: false })
    const told = news.filter(({ lookup }) => heard.lookups[lookup.from]?.status === 'told').map(({ lookup }) => lookup.from)
    return { draft: heard, event: { kind: 'journey.registers-asked', facts: { told } }, result: undefined }
  })
}

function withAnswerOf(draft: Draft, asked: Asked, { definition, at }: { definition: Definition; at: string }): Draft {
  const { lookup, result } = asked
  const noted = (status: Lookup['status'], so: Draft = draft): Draft => ({
    ...so,
    lookups: { ...so.lookups, [lookup.from]: { status, at } },
  })
  if (result === 'declined') return noted('declined')
  if (result.status !== 'found') return noted(result.status)
  const told = withTold(draft, factsOf(definition, lookup), { answers: result.answers, from: lookup.from })
  return Object.values(told.told).includes(lookup.from) ? noted('told', told) : noted('typed')
}
