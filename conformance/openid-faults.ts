import type { JWTPayload } from 'jose'
import { cookieJar } from '../dev/identity-provider/cookie-jar.ts'
import { isRefused } from './openid/outcomes.ts'
import type { Stage } from './openid/portico.ts'
import type { Part } from './openid/provider.ts'
import { play, type Scene } from './openid/suite.ts'
import type { SuiteResult } from './run.ts'

/** Injects every fault an identity provider, or somebody between, can have: each is refused in its words, and nobody is signed in. */
export function run(): Promise<SuiteResult> {
  return play('openid-faults', faults)
}

const now = () => Math.floor(Date.now() / 1000)
const untrusted = (name: string, part: Part): Scene => ({ name, part, holds: stage => isRefused(stage, 'SIGN_IN_NOT_TRUSTED') })
const claims = (name: string, change: (token: JWTPayload) => JWTPayload): Scene => untrusted(name, { idToken: change })
const ill = (name: string, token: Part['token']): Scene => ({
  ...{ name, part: { token } },
  holds: stage => isRefused(stage, 'SIGN_IN_UNAVAILABLE'),
})

const faults: readonly Scene[] = [
  untrusted('bad signature', { by: 'one, then altered' }),
  untrusted('signed by a key nobody published', { by: 'stranger' }),
  untrusted('algorithm none', { by: 'nobody' }),
  untrusted('signed with the public key as a shared secret', { by: 'a shared secret' }),
  untrusted('unknown key id', { header: { kid: 'three' } }),
  claims('wrong issuer', token => ({ ...token, iss: 'https://elsewhere.example' })),
  claims('wrong audience', token => ({ ...token, aud: 'another' })),
  claims('asked by another party', token => ({ ...token, aud: ['portico', 'another'], azp: 'another' })),
  claims('wrong nonce', token => ({ ...token, nonce: 'another' })),
  claims('no nonce', ({ nonce: _, ...token }) => token),
  claims('expired', token => ({ ...token, iat: now() - 120, exp: now() - 60 })),
  claims('no end', ({ exp: _, ...token }) => token),
  claims('not yet valid', token => ({ ...token, nbf: now() + 60 })),
  claims('issued in the future', token => ({ ...token, iat: now() + 3600, exp: now() + 7200 })),
  claims('issued long ago', token => ({ ...token, iat: now() - 3600 })),
  {
    name: 'level too low',
    part: { idToken: token => ({ ...token, acr: 'loa1' }) },
    holds: stage => isRefused(stage, 'SIGN_IN_LEVEL_TOO_LOW'),
  },
  {
    name: 'a level nobody knows',
    part: { idToken: ({ acr: _, ...token }) => ({ ...token, acr: 'urn:sure' }) },
    holds: stage => isRefused(stage, 'SIGN_IN_LEVEL_TOO_LOW'),
  },
  {
    name: 'state of another sign-in',
    part: { callback: asked => ({ ...asked, state: 'another' }) },
    holds: stage => isRefused(stage, 'SIGN_IN_NOT_STARTED_HERE'),
  },
  {
    name: 'no state',
    part: { callback: ({ state: _, ...asked }) => asked },
    holds: stage => isRefused(stage, 'SIGN_IN_NOT_STARTED_HERE'),
  },
  { name: 'the same way back used twice', holds: usedTwice },
  { name: 'a code that was exchanged before', holds: exchangedBefore },
  untrusted('mix-up: the answer names another provider', { callback: asked => ({ ...asked, iss: 'https://elsewhere.example' }) }),
  untrusted('mix-up: a provider that names itself did not', { namesItself: true, callback: ({ iss: _, ...asked }) => asked }),
  untrusted('userinfo of another person', { isThin: true, userinfo: told => ({ ...told, sub: 'kofi' }) }),
  {
    name: 'nobody’s name',
    part: { isThin: true, userinfo: ({ sub }) => ({ sub: sub! }) },
    holds: stage => isRefused(stage, 'SIGN_IN_INCOMPLETE'),
  },
  {
    name: 'the person stopped there',
    part: { callback: ({ state }) => ({ state: state!, error: 'access_denied' }) },
    holds: stage => isRefused(stage, 'SIGN_IN_DECLINED'),
  },
  ill('token endpoint: garbage', response => response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')),
  ill('token endpoint: a failure', response => response.writeHead(500).end('oops')),
  ill('token endpoint: leads elsewhere', response => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()),
  ill('token endpoint: breaks off', response => response.destroy()),
  ill('token endpoint: never answers', () => {}),
]

/** The browser of the first is kept as it was before, with the cookie of the attempt. */
async function usedTwice(stage: Stage): Promise<void> {
  const [first, again] = [cookieJar(), cookieJar()]
  const callback = stage.at('/sign-in/callback')
  const { at } = await stage.enter({ jar: first, stopBefore: callback })
  const kept = first.headerFor(at).split('; ')
  await stage.follow(at, first)
  again.take(at, kept)
  await isRefused(stage, 'SIGN_IN_RUN_OUT', jar => {
    jar.take(at, kept)
    return stage.follow(at, jar)
  })
}

/** Somebody who overheard a code puts it into a sign-in of their own. */
async function exchangedBefore(stage: Stage): Promise<void> {
  const callback = stage.at('/sign-in/callback')
  const first = cookieJar()
  const { at } = await stage.enter({ jar: first, stopBefore: callback })
  await stage.follow(at, first)
  await isRefused(stage, 'SIGN_IN_RUN_OUT', async jar => {
    const own = await stage.enter({ jar, stopBefore: callback })
    own.at.searchParams.set('code', at.searchParams.get('code')!)
    return stage.follow(own.at, jar)
  })
}
