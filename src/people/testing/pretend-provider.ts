import type { AssuranceLevel, ProviderChoice, SignedIn, SignInMemory, SignInProvider } from '../adapters/sign-in.ts'
import { levelsFrom } from '../adapters/sign-in.ts'
import { SignInRefused, SignInUnavailable } from '../adapters/sign-in-errors.ts'

/** A provider of the mind: `?state=…&person=…&level=…` is what it sends a browser back with. */
export interface PretendProvider extends SignInProvider {
  isAway: boolean
  choices: readonly ProviderChoice[]
}

/** What the provider says of a person whose subject is all that matters. */
export function introduced(subject: string, more: Partial<SignedIn> = {}): SignedIn {
  return {
    ...{
      issuer: 'https://identity.example',
      subject,
      level: 'substantial',
      sid: `sid of ${subject}`,
      idToken: `token of ${subject}`,
    },
    name: { givenNames: subject, familyName: 'Lindgren' },
    nationalId: 'FH-840312-1047',
    bornOn: '1984-03-12',
    language: 'en',
    ...more,
  }
}

export function pretendProvider(): PretendProvider {
  let states = 0
  const provider: PretendProvider = {
    isAway: false,
    choices: [],
    async begin({ level, provider: asked }) {
      if (provider.isAway) throw new SignInUnavailable('away', 30)
      const memory: SignInMemory = {
        state: `state-${++states}`,
        nonce: 'nonce',
        codeVerifier: 'verifier',
        level,
        ...(asked ? { provider: asked } : {}),
      }
      return { url: new URL(`https://identity.example/auth?state=${memory.state}`), memory }
    },
    async finish({ searchParams }, memory) {
      if (provider.isAway) throw new SignInUnavailable('away', 30)
      if (searchParams.get('state') !== memory.state) throw new SignInRefused('SIGN_IN_NOT_STARTED_HERE', 'state')
      if (searchParams.get('error')) throw new SignInRefused('SIGN_IN_DECLINED', 'access_denied')
      const level = (searchParams.get('level') ?? memory.level) as AssuranceLevel
      if (!levelsFrom(memory.level).includes(level)) throw new SignInRefused('SIGN_IN_LEVEL_TOO_LOW', 'level')
      return introduced(searchParams.get('person') ?? 'bo', { level })
    },
    async endSessionUrl(idToken) {
      if (provider.isAway) throw new SignInUnavailable('away', 30)
      return new URL(`https://identity.example/end?of=${encodeURIComponent(idToken)}`)
    },
    async verifyLogoutToken(jwt) {
      if (provider.isAway) throw new SignInUnavailable('away', 30)
      const [mark, id, subject, sid] = jwt.split('|')
      if (mark !== 'signed') throw new SignInRefused('SIGN_OUT_NOT_TRUSTED', 'signature')
      return { id: id!, issuer: 'https://identity.example', ...(subject ? { subject } : {}), ...(sid ? { sid } : {}) }
    },
  }
  return provider
}
