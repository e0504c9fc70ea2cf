import {
  type Actor,
  as,
  BROWSER_COOKIE,
  type Gate,
  GoFirst,
  type OnBehalf,
  record,
  redirect,
  transaction,
  Unavailable,
  type Visit,
  type World,
} from '#platform'
import { stopActing } from './act-for.ts'
import { type AssuranceLevel, levelsFrom } from './adapters/sign-in.ts'
import { type Act, type Acting, holds, reaches } from './mandate.ts'
import { nameOf, type Officer, type Person, type PersonId, type Role, type Visitor } from './person.ts'
import { mandateEnded, mandateTooNarrow, notThere } from './refusals.ts'
import { keepInMind, recallSession } from './seen-sessions.ts'
import { isAlive, SEEN_EVERY_MS } from './session.ts'
import { secretIndexesOf } from './session-secret.ts'
import { type FoundSession, findActing, findGivers, findSession, markSeen } from './session-store.ts'
import { signInPath } from './sign-in-path.ts'

/** Lets everybody in, and says who they are if they are signed in. While nobody can say so, what is for all is still shown. */
export const anyone: Gate<World, Visitor> = {
  name: 'anyone',
  admit: (world, visit) => visitorOf(world, visit).catch(unknownWhile),
  actsAs: ({ person }) => (person ? actsAsPerson(person) : 'nobody'),
}

function unknownWhile(failure: unknown): Visitor {
  if (failure instanceof Unavailable) return { isUnknown: true }
  throw failure
}

/** Lets people in who are signed in; others sign in first. */
export const citizen: Gate<World, Person> = citizenAt('low')

/** Lets people in of whom the provider was at least this sure; others sign in, again if need be. */
export function citizenAt(level: AssuranceLevel): Gate<World, Person> {
  return {
    name: level === 'low' ? 'citizen' : `citizen at ${level}`,
    async admit(world, visit) {
      const person = await citizenEvenActing.admit(world, visit)
      if (person instanceof GoFirst) return level === 'low' ? person : signInFirst(visit, level)
      if (person.actingFor) return beYourselfFirst(visit)
      return levelsFrom(level).includes(person.level) ? person : signInFirst(visit, level, person)
    },
    actsAs: actsAsPerson,
  }
}

/** Lets people in who are signed in, as themselves even while they act for somebody else. */
export const citizenEvenActing: Gate<World, Person> = {
  name: 'citizen, even while acting for another',
  async admit(world, visit) {
    return (await visitorOf(world, visit)).person ?? signInFirst(visit, 'low')
  },
  actsAs: actsAsPerson,
}

/**
 * Lets people in for themselves, or for whoever gave them a mandate to do this: then `id` is the giver's, each look is told
 * of before anything is shown, and all that is done is told of whoever did it.
 */
export function citizenOrHolder(act: Act): Gate<World, Person> {
  return {
    name: 'citizen, or for another',
    async admit(world, visit) {
      const person = await citizenEvenActing.admit(world, visit)
      return person instanceof GoFirst ? person : asWhom(world, person, { act, visit })
    },
    actsAs: actsAsPerson,
    onBehalf,
  }
}

/** The person whose matter it is: themselves, or the giver of the mandate they act by. @throws a Refusal when it does not reach so far */
export async function asWhom(world: World, person: Person, { act, visit }: { act: Act; visit: Visit }): Promise<Person> {
  const { actingFor } = person
  if (!actingFor) return person
  if (!actingFor.acts.includes(act)) throw mandateTooNarrow(actingFor)
  const { mandate: about, of, by } = actingFor
  if (act === 'see') {
    const facts = { act, page: pageOf(visit), mandate: about }
    await transaction(as(world, `person ${of}`), tx => record(tx, { kind: 'mandate.used', about, person: of, by, facts }))
  }
  return { ...person, id: of }
}

/** The first part of an address, where it is written as we write it: the log holds nothing of what people type. */
function pageOf({ path }: Visit): string {
  return /^\/([a-z-]*)(?=\/|$)/.exec(path)?.[1] ?? ''
}

/** For whom somebody acts, as the event log tells it. */
export function onBehalf({ actingFor }: Person): OnBehalf | undefined {
  return actingFor && { by: actingFor.by, of: actingFor.of, mandate: actingFor.mandate }
}

/** Whether somebody may have to do with these services: their own always, another's as far as the mandate reaches. */
export function mayActIn({ actingFor }: Person, services: readonly string[]): boolean {
  return !actingFor || reaches(actingFor, services)
}

/** Lets officers in. Others who are signed in are told what they would be told of a page that is not there. */
export const officer: Gate<World, Officer> = officerWho('officer', () => true)

/** Lets those in who answer for services at their agency. */
export const serviceOwner: Gate<World, Officer> = officerWho('service owner', ({ role }) => role === 'service-owner')

/** Lets in those who answer for what their agency does with people's data. */
export const privacyOfficer: Gate<World, Officer> = officerWho('privacy officer', who => who.role === 'privacy-officer')

/** Lets officers in who work for this agency, in one of these roles when any are named. */
export function officerOf(agency: string, ...roles: readonly Role[]): Gate<World, Officer> {
  const isMeant = (who: Officer) => who.agency === agency && (roles.length === 0 || roles.includes(who.role))
  return officerWho(['officer of', agency, ...roles].join(' '), isMeant)
}

function officerWho(name: string, isMeant: (who: Officer) => boolean): Gate<World, Officer> {
  return {
    name,
    async admit(world, visit) {
      const { person, officer: who } = await visitorOf(world, visit)
      if (!person) return signInFirst(visit, 'low')
      if (!who || !isMeant(who)) throw notThere()
      return who
    },
    actsAs: ({ agency }) => `agency ${agency}`,
  }
}

function actsAsPerson({ id }: Pick<Person, 'id'>): Actor {
  return `person ${id}`
}

// What a POST carried cannot be carried through signing in, and its address may not be one to look at.
function beYourselfFirst({ method, url }: Visit): GoFirst {
  const then = new URLSearchParams([['then', method === 'GET' ? url : '/account']])
  return new GoFirst(redirect(`/acting?${then}`), 'acting')
}

function signInFirst({ method, url }: Visit, level: AssuranceLevel, person?: Person): GoFirst {
  const path = signInPath({ path: method === 'GET' ? url : '/account', level })
  return new GoFirst(redirect(path), person ? 'unsure' : 'signed-out')
}

async function visitorOf(outside: World, visit: Visit): Promise<Visitor> {
  if (visit.cookies[BROWSER_COOKIE] === undefined) return {}
  const world = as(outside, 'system people.gate')
  const found = recallSession(world, visit.secret) ?? (await lookUpSession(world, visit.secret))
  if (!found) return {}
  const [actingFor, actsFor] = await Promise.all([actingIn(world, found), giversOf(world, found)])
  return visitorFrom(found, { actingFor, actsFor })
}

/** The session that a browser's secret opens, if it is alive; it is seen by that. */
async function lookUpSession(world: World, secret: string): Promise<FoundSession | undefined> {
  const askedAt = performance.now()
  const found = await findSession(world, secretIndexesOf(world, secret))
  const now = world.now()
  if (!found || !isAlive({ ...found, isOfficer: found.officerId !== null }, now)) return undefined
  const since = new Date(now.getTime() - SEEN_EVERY_MS)
  const isNews = found.seenAt <= since
  if (isNews) await markSeen(world, found.sessionId, since)
  keepInMind(world, secret, { found: isNews ? { ...found, seenAt: now } : found, askedAt })
  return found
}

/** For whom a session acts. @throws a Refusal, once, when the mandate does not hold any more */
async function actingIn(
  world: World,
  { actingFor: of, mandateId: mandate, ...found }: FoundSession,
): Promise<Acting | undefined> {
  if (of === null) return undefined
  const held = await findActing(world, of, mandate)
  const name = held ? nameOf(held) : ''
  if (held && holds(held, world.now())) return { of, mandate, by: found.personId, acts: held.acts, services: held.services, name }
  await stopActing(world, { id: found.personId, session: found.sessionId })
  throw mandateEnded(name)
}

async function giversOf(world: World, { officerId, personId }: FoundSession): Promise<readonly PersonId[]> {
  return officerId === null ? [] : findGivers(world, personId)
}

interface Beside {
  readonly actingFor: Acting | undefined
  readonly actsFor: readonly PersonId[]
}

function visitorFrom(found: FoundSession, { actingFor, actsFor }: Beside): Visitor {
  const { personId: id, givenNames, familyName, language, level, sessionId: session, officerId, agency, role } = found
  const person = { id, givenNames, familyName, language, level, session, ...(actingFor ? { actingFor } : {}) }
  if (officerId === null) return { person }
  return { person, officer: { id: officerId, personId: id, agency, role, name: nameOf(found), actsFor } }
}
