import { type Case, serviceOf, viewCase } from '#cases'
import type { Fact, Lookup, Service } from '#catalogue'
import { consentsOf, isStanding, type Officer } from '#people'
import { as, Refusal, type World } from '#platform'
import { type LookUpResult, lookUp, subjectFor } from '#registers'
import { askWords } from './ask-words.ts'
import type { PrivacyWorld } from './world.ts'

/** What came of an officer's question: what the register said, or that the person's consent is needed and not there. */
export type CaseAnswer = { readonly facts: readonly Fact[]; readonly result: LookUpResult | { readonly status: 'no-consent' } }

/** The registers that a case's own service asks, which are those an officer may ask for it. */
export function registersFor(world: Pick<PrivacyWorld, 'catalogue'>, current: Case): readonly Lookup[] {
  return serviceOf(world, current)?.know ?? []
}

/**
 * Asks a register for an officer: only for an open case of their agency whose service needs it, on the law that service cites or
 * the consent the person gave and has not taken back. That they looked is recorded before the register hears of it.
 * @throws {Refusal} CASE_NOT_FOUND, CASE_IS_YOUR_OWN, CASE_ALREADY_DECIDED, REGISTER_NOT_NEEDED
 */
export async function askForCase(
  world: PrivacyWorld,
  { id, query }: { id: string; query: string },
  by: Officer,
): Promise<CaseAnswer & { readonly current: Case }> {
  const current = await viewCase(world, id, by)
  const service = serviceOf(world, current)
  const wanted = service?.know.find(({ from }) => from === query)
  if (!service || !wanted) throw notNeeded()
  if (current.state === 'decided') throw caseIsClosed()
  const facts = factsOf(world, service, wanted)
  // From here on it is a case of the agency's, as the database has it.
  const asking = as(world, 'system privacy.ask')
  const ground = await groundOf(asking, { current, service, wanted })
  if (!ground) return { current, facts, result: { status: 'no-consent' } }
  const register = world.catalogue.registers.get(query)!
  const nationalId = await subjectFor(asking, current.person, register)
  const result = await lookUp(asking, {
    ...{ person: current.person, nationalId, facts, ground, service: service.id },
    ...{ query: register, by: by.id, need: { case: current.id }, about: current.id },
  })
  return { current, facts, result }
}

async function groundOf(world: World, { current, service, wanted }: { current: Case; service: Service; wanted: Lookup }) {
  if (wanted.consent === 'not-needed') return { law: service.law.find(({ id }) => id === wanted.because)?.cite ?? wanted.because }
  const given = (await consentsOf(world, current.person)).find(
    consent => consent.query === wanted.from && consent.service === service.id && isStanding(consent, world.now()),
  )
  return given && { consent: given.id }
}

/** The facts a service wants of a register; a list stands for every fact the register tells of one entry. */
export function factsOf({ catalogue }: Pick<PrivacyWorld, 'catalogue'>, service: Service, { facts, from }: Lookup): Fact[] {
  const given = [...(catalogue.registers.get(from)?.gives.keys() ?? [])]
  return given.flatMap(name => {
    const fact = service.facts.get(name) ?? catalogue.facts.get(name)
    return fact && (facts.includes(name) || (fact.of !== undefined && facts.includes(fact.of))) ? [fact] : []
  })
}

function notNeeded(): Refusal {
  return new Refusal('REGISTER_NOT_NEEDED', 403, language => askWords(language)('REGISTER_NOT_NEEDED'))
}

function caseIsClosed(): Refusal {
  return new Refusal('REGISTER_CASE_CLOSED', 409, language => askWords(language)('REGISTER_CASE_CLOSED'))
}
