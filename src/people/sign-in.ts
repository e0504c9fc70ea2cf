import { hash } from 'node:crypto'
import { as, type Language, newId, newSecret, record, sealText, type Tx, transaction, type World } from '#platform'
import type { SignedIn } from './adapters/sign-in.ts'
import { SignInRefused } from './adapters/sign-in-errors.ts'
import { browserOf } from './browser.ts'
import { isKnownTo } from './known-browser.ts'
import { meetPerson } from './meet-person.ts'
import type { PersonId } from './person.ts'
import { SESSION_MS } from './session.ts'
import { secretIndexesOf, secretIndexOf } from './session-secret.ts'
import { type EndedHere, endBySecret, insertSession } from './session-store.ts'

/** What the browser gets: a new secret, so that one planted before signing in is worth nothing. */
export interface Begun {
  readonly secret: string
  readonly person: PersonId
  readonly language: Language
}

interface Entering {
  readonly signedIn: SignedIn
  readonly attempt: string
  readonly before: string
  readonly language: Language
  /** What the browser calls itself. */
  readonly agent?: string | undefined
  /** By whom it shows to have been used; undefined where there is no browser. */
  readonly known?: string | undefined
}

/** Begins a session for whoever the provider vouched for, and ends the one this browser had. @param attempt its `state`, good for one session */
export async function signIn(world: World, { signedIn, attempt, before, language, agent = '', known }: Entering): Promise<Begun> {
  const secret = newSecret()
  return transaction(as(world, 'system people.sign-in'), async tx => {
    const [met, replaced] = await Promise.all([meetPerson(tx, signedIn, language), endReplaced(tx, before)])
    const { personId: person } = met
    const sessionId = newId()
    const facts = { level: signedIn.level, newBrowser: known !== undefined && !isKnownTo(tx, person, known) }
    const told = { kind: 'session.started', about: sessionId, person, by: person, facts } as const
    const isNew = await insertSession(tx, told, {
      ...{ sessionId, personId: person, level: signedIn.level, providerSession: signedIn.sid },
      acting:
        replaced?.personId === person && replaced.actingFor ? { of: replaced.actingFor, mandate: replaced.mandateId } : undefined,
      ...{ issuer: signedIn.issuer, browser: browserOf(agent) },
      secretIndex: secretIndexOf(tx, secret),
      attemptIndex: hash('sha256', `sign-in ${attempt}`, 'base64url'),
      idTokenSealed: sealText(tx, signedIn.idToken),
      endsAt: new Date(tx.now().getTime() + SESSION_MS),
    })
    if (!isNew) throw new SignInRefused('SIGN_IN_RUN_OUT', 'attempt used before')
    return { secret, person, language: met.language }
  })
}

async function endReplaced(tx: Tx, secret: string): Promise<EndedHere | undefined> {
  const ended = await endBySecret(tx, secretIndexesOf(tx, secret))
  if (ended) await recordEnded(tx, ended, { by: ended.personId, why: 'replaced' })
  return ended
}

/** Tells that a session ended: signed out here, replaced, ended from the account page, or by the provider. */
export function recordEnded(
  tx: Tx,
  { sessionId, personId }: { sessionId: string; personId: PersonId },
  { by, why }: { by: string; why: 'signed-out' | 'replaced' | 'ended-by-person' | 'ended-by-provider' },
): Promise<void> {
  return record(tx, { kind: 'session.ended', about: sessionId, person: personId, by, facts: { why } })
}
