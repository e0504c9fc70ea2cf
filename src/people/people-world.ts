import type { World } from '#platform'
import type { SignInProvider } from './adapters/sign-in.ts'

/** A world in which people can sign in. */
export type PeopleWorld = World & { readonly identityProvider: SignInProvider }
