import { decodeJwt } from 'jose'
import { type AssuranceLevel, levelsFrom, type ProviderChoice, type SignInProvider } from './sign-in.ts'
import { SignInRefused } from './sign-in-errors.ts'

/** One of several providers: who it says it is, and how it is asked. */
export interface OneOfSeveral extends ProviderChoice {
  readonly issuer: URL
  readonly provider: SignInProvider
}

/** Several providers as one: each answer and each notice is checked by the provider it must come from, and by no other. */
export function severalProviders(all: readonly OneOfSeveral[]): SignInProvider {
  const named = (id: string | undefined): OneOfSeveral => {
    const found = all.find(one => one.id === id)
    if (!found) throw new SignInRefused('SIGN_IN_NOT_TRUSTED', 'a provider nobody knows')
    return found
  }
  // What is read here, unchecked, only says whom to ask; that one checks it.
  const whoSays = (jwt: string): OneOfSeveral | undefined => all.find(one => isOf(one, issuerIn(jwt)))
  return {
    choices: all.map(({ id, name, levels }) => ({ id, name, levels })),

    async begin({ provider: id, ...asked }) {
      const one = id === undefined ? thoseSureEnough(all, asked.level)[0] : named(id)
      if (!one?.levels.some(level => levelsFrom(asked.level).includes(level)))
        throw new SignInRefused('SIGN_IN_LEVEL_TOO_LOW', `no provider asserts ${asked.level}`)
      const { url, memory } = await one.provider.begin(asked)
      return { url, memory: { ...memory, provider: one.id } }
    },

    finish: async (callback, memory) => named(memory.provider).provider.finish(callback, memory),

    endSessionUrl: async idToken => whoSays(idToken)?.provider.endSessionUrl(idToken),

    async verifyLogoutToken(jwt) {
      const one = whoSays(jwt)
      if (!one) throw new SignInRefused('SIGN_OUT_NOT_TRUSTED', 'iss')
      return one.provider.verifyLogoutToken(jwt)
    },
  }
}

/** Those of several that can be as sure of a person as is asked. */
export function thoseSureEnough<One extends Pick<ProviderChoice, 'levels'>>(all: readonly One[], level: AssuranceLevel): One[] {
  return all.filter(({ levels }) => levels.some(one => levelsFrom(level).includes(one)))
}

/** A URL object adds a slash to an address without a path; the provider may not. */
function isOf({ issuer }: OneOfSeveral, said: string | undefined): boolean {
  return said?.replace(/\/$/, '') === issuer.href.replace(/\/$/, '')
}

function issuerIn(jwt: string): string | undefined {
  try {
    return decodeJwt(jwt).iss
  } catch {
    return undefined
  }
}
