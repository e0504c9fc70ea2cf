import type { Words } from '#platform'

/** How sure an identity provider is of a person, lowest first (eIDAS Regulation, art. 8). */
export const assuranceLevels = ['low', 'substantial', 'high'] as const

export type AssuranceLevel = (typeof assuranceLevels)[number]

/** What must be remembered between leaving for the provider and coming back; kept sealed, for minutes, with the browser. */
export interface SignInMemory {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly level: AssuranceLevel
  /** Which of several providers the person was sent to. */
  readonly provider?: string
}

/** One of several providers, as people choose it. */
export interface ProviderChoice {
  readonly id: string
  readonly name: Words
  /** How sure it can be of a person. */
  readonly levels: readonly AssuranceLevel[]
}

/** Who signed in, as the identity provider vouches for them. */
export interface SignedIn {
  readonly issuer: string
  /** The provider's own name for the person; theirs for ever together with the issuer. */
  readonly subject: string
  readonly name: { readonly givenNames: string; readonly familyName: string }
  /** Only from a provider that is trusted to say it. */
  readonly nationalId?: string
  /** Calendar day, `YYYY-MM-DD`. */
  readonly bornOn?: string
  readonly language?: string
  readonly level: AssuranceLevel
  /** The session at the provider, by which it later says that it ended. */
  readonly sid?: string
  readonly idToken: string
}

/** A sign-out that the provider tells of by itself: of one session, or of all of a person's. `id` never comes twice. */
export interface SignedOutElsewhere {
  readonly id: string
  readonly issuer: string
  readonly subject?: string
  readonly sid?: string
}

/** The levels at which a request for `level` is satisfied. */
export function levelsFrom(level: AssuranceLevel): readonly AssuranceLevel[] {
  return assuranceLevels.slice(assuranceLevels.indexOf(level))
}

export interface Asked {
  readonly level: AssuranceLevel
  readonly language: string
  /** The choice's id, where there are several. */
  readonly provider?: string
}

/** Where people sign in: one adapter for each way of asking. */
export interface SignInProvider {
  /** Whom a person may choose to be asked by; absent where there is but one. */
  readonly choices?: readonly ProviderChoice[]
  /** Where to send the browser, and what to keep until it comes back. `language` is the page's, such as `fr`. */
  begin(asked: Asked): Promise<{ url: URL; memory: SignInMemory }>
  /** Who came back at `callback`; throws SignInRefused or SignInUnavailable. */
  finish(callback: URL, memory: SignInMemory): Promise<SignedIn>
  /** Where to send the browser to sign out there too, if the provider can. */
  endSessionUrl(idToken: string): Promise<URL | undefined>
  /** Checks a sign-out notice (OpenID Connect Back-Channel Logout 1.0); throws as `finish` does. */
  verifyLogoutToken(jwt: string): Promise<SignedOutElsewhere>
}
