import { as, isId, openText, type Tx, type World } from '#platform'
import { type Consent, type ConsentId, type ConsentMoment, covers, type FactAsked, historyOf } from './consent.ts'
import { findConsent, findConsents, findMoments, lockConsent } from './consent-store.ts'
import { findIdentity } from './identity-store.ts'
import type { Mandate } from './mandate.ts'
import { findGiven, findHeld, findTies } from './mandate-store.ts'
import { nationalIdIndexes, steadyNationalIdIndex } from './meet-person.ts'
import type { PersonId } from './person.ts'
import {
  findAllStaff,
  findByNationalId,
  findByNationalIds,
  findBySubject,
  findLanguages,
  findOrganisation,
  findOrganisationNumber,
  findPerson,
  findSealedNationalId,
  findSealedNationalIds,
  findStaff,
  hasAnybody,
  type KnownPerson,
  type StaffMember,
  type StaffRecord,
} from './person-store.ts'

/** A person's national identifier, opened for the one use it is asked for; undefined where the provider told none. */
export async function nationalIdOf(world: World, person: PersonId): Promise<string | undefined> {
  const sealed = await findSealedNationalId(world, person)
  return sealed === undefined ? undefined : openText(world, sealed)
}

/** The people who signed in with this national identifier, the first known first. */
export async function peopleWithNationalId(world: World, nationalId: string): Promise<PersonId[]> {
  return (await findByNationalId(world, nationalIdIndexes(world, nationalId))).map(({ id }) => id)
}

/** The number by which a register knows an organisation; undefined for people. */
export async function organisationNumberOf(world: World, person: PersonId): Promise<string | undefined> {
  return (await findOrganisationNumber(world, person))?.number
}

/** The organisation with this number in a register, if anybody ever acted for it here. */
export async function organisationKnownAs(
  world: World,
  known: { register: string; number: string },
): Promise<PersonId | undefined> {
  return (await findOrganisation(world, known))?.id
}

/** Who is known here of these fingerprints of national identifiers: by each the person known first. */
export async function peopleByIndex(world: World, indexes: readonly string[]): Promise<ReadonlyMap<string, PersonId>> {
  return new Map((await findByNationalIds(world, indexes)).map(({ id, index }) => [index, id]))
}

/** The steady fingerprints of these people's national identifiers, where the provider told any. */
export async function steadyIndexesOf(world: World, people: readonly PersonId[]): Promise<string[]> {
  const sealed = await findSealedNationalIds(world, people)
  return sealed.map(one => steadyNationalIdIndex(world, openText(world, one)))
}

/** Whether anybody has ever signed in or been seeded. */
export function isAnybodyKnown(world: World): Promise<boolean> {
  return hasAnybody(as(world, 'system people.staff'))
}

/** The person an identity provider knows under this subject; undefined when they have never signed in. */
export async function personKnownAs(world: World, known: { issuer: string; subject: string }): Promise<PersonId | undefined> {
  const asStaff = as(world, 'system people.staff')
  return (await findBySubject(asStaff, known))?.id ?? (await findIdentity(asStaff, known))?.id
}

/** Everybody at work for an agency, whoever came first on top. */
export async function staffOf(world: World, agency: string): Promise<StaffMember[]> {
  const staff = await findStaff(world, agency)
  const people = staff.map(({ personId }) => personId)
  const told = await findLanguages(as(world, 'system people.staff'), people)
  const languages = new Map(told.map(({ personId, language }) => [personId, language]))
  return staff.map(one => ({ ...one, language: languages.get(one.personId) ?? 'en' }))
}

/** Everybody who works or ever worked for any agency, with whether they still do. */
export function allStaff(world: World): Promise<StaffRecord[]> {
  return findAllStaff(as(world, 'system people.staff'))
}

/** Who gave whom a mandate, ended ones too, where one of these people is on either side. */
export function mandateTies(world: World, people: readonly PersonId[]): Promise<{ giver: PersonId; holder: PersonId }[]> {
  return findTies(world, people)
}

/** Name, language and day of birth of a person. */
export function personOf(world: World, person: PersonId): Promise<KnownPerson | undefined> {
  return findPerson(world, person)
}

/** What a person lets others do for them, also what has ended. */
export function mandatesGivenBy(world: World, giver: PersonId): Promise<Mandate[]> {
  return findGiven(world, giver)
}

/** What a person may do for others. */
export function mandatesHeldBy(world: World, holder: PersonId): Promise<Mandate[]> {
  return findHeld(world, holder)
}

/** All that a person consented to, the newest first, withdrawn and run out ones too. */
export function consentsOf(world: World, person: PersonId): Promise<Consent[]> {
  return findConsents(world, person)
}

/** One consent of a person with what became of it; undefined when it is not theirs. */
export async function consentOf(
  world: World,
  { person, consent }: { person: PersonId; consent: ConsentId },
): Promise<{ consent: Consent; history: ConsentMoment[] } | undefined> {
  const found = isId(consent) ? await findConsent(world, person, consent) : undefined
  return found && { consent: found, history: historyOf(found, await findMoments(world, person, consent), world.now()) }
}

/** Whether a person's own consent lets these facts be asked now; it cannot be withdrawn before this transaction ends. */
export async function consentCovers(
  tx: Tx,
  { person, consent, query, facts }: { person: PersonId; consent: ConsentId; query: string; facts: readonly FactAsked[] },
): Promise<boolean> {
  const found = await lockConsent(tx, person, consent)
  return found !== undefined && covers(found, { query, facts, at: tx.now() })
}
