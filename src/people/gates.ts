import { type Actor, as, BROWSER_COOKIE, type Gate, GoFirst, redirect, type Visit, type World } from '#platform'
import { type AssuranceLevel, levelsFrom } from './adapters/sign-in.ts'
import { nameOf, type Officer, type Person, type Role, type Visitor } from './person.ts'
import { notThere } from './refusals.ts'
import { isAlive, SEEN_EVERY_MS } from './session.ts'
import { secretIndexOf } from './session-secret.ts'
import { type FoundSession, findSession, markSeen } from './session-store.ts'
import { signInPath } from './sign-in-path.ts'

/** Lets everybody in, and says who they are if they are signed in. */
export const anyone: Gate<World, Visitor> = {
  name: 'anyone',
  admit: visitorOf,
  actsAs: ({ person }) => (person ? actsAsPerson(person) : 'nobody'),
}

/** Lets people in who are signed in; others sign in first. */
export const citizen: Gate<World, Person> = citizenAt('low')

/** Lets people in of whom the provider was at least this sure; others sign in, again if need be. */
export function citizenAt(level: AssuranceLevel): Gate<World, Person> {
  return {
    name: level === 'low' ? 'citizen' : `citizen at ${level}`,
    async admit(world, visit) {
      const { person } = await visitorOf(world, visit)
      return person && levelsFrom(level).includes(person.level) ? person : signInFirst(visit, level)
    },
    actsAs: actsAsPerson,
  }
}

/** Lets officers in. Others who are signed in are told what they would be told of a page that is not there. */
export const officer: Gate<World, Officer> = officerWho('officer', () => true)

/** Lets those in who answer for services at their agency. */
export const serviceOwner: Gate<World, Officer> = officerWho('service owner', ({ role }) => role === 'service-owner')

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
function signInFirst({ method, url }: Visit, level: AssuranceLevel): GoFirst {
  return new GoFirst(redirect(signInPath({ path: method === 'GET' ? url : '/account', level })))
}

async function visitorOf(outside: World, visit: Visit): Promise<Visitor> {
  if (visit.cookies[BROWSER_COOKIE] === undefined) return {}
  const world = as(outside, 'system people.gate')
  const found = await findSession(world, secretIndexOf(world, visit.secret))
  const now = world.now()
  if (!found || !isAlive({ ...found, isOfficer: found.officerId !== null }, now)) return {}
  const since = new Date(now.getTime() - SEEN_EVERY_MS)
  if (found.seenAt <= since) await markSeen(world, found.sessionId, since)
  return visitorFrom(found)
}

function visitorFrom(found: FoundSession): Visitor {
  const { personId, givenNames, familyName, language, level, sessionId, officerId, agency, role } = found
  const person = { id: personId, givenNames, familyName, language, level, session: sessionId }
  return officerId ? { person, officer: { id: officerId, personId, agency, role, name: nameOf(found) } } : { person }
}
