import { hash } from 'node:crypto'
import * as client from 'openid-client'
import { discovered } from './openid-discovery.ts'
import { faultOf } from './openid-faults.ts'
import { logoutTokens } from './openid-logout-token.ts'
import { signedInFrom } from './openid-signed-in.ts'
import { type AssuranceLevel, levelsFrom, type SignInMemory, type SignInProvider } from './sign-in.ts'
import { SignInRefused } from './sign-in-errors.ts'

export interface OpenIdOptions {
  readonly issuer: URL
  readonly clientId: string
  /** Without one, Portico is a public client; PKCE is used either way. */
  readonly clientSecret?: string
  readonly redirectUri: URL
  readonly postLogoutRedirectUri: URL
  /** Allows `http:` for a provider on this machine's loopback address, and for no other. */
  readonly allowInsecure?: boolean
  /** The provider's acr value for each level it can be sure at; it is believed at no other. */
  readonly levels: AcrValues
  /** Scopes asked for, separated by spaces; `openid profile national_id` where nothing else is said. */
  readonly scope?: string
  /** The claim with the national identifier; `national_id` where nothing else is said. */
  readonly nationalIdClaim?: string
  /** Whether the provider may say who somebody is to the registers; where not, it is not asked, and not heard. */
  readonly mayTellNationalId?: boolean
}

export type AcrValues = Readonly<Partial<Record<AssuranceLevel, string>>>

/** Signs people in with OpenID Connect: authorization code, PKCE, state, nonce; nothing unsigned or out of its time is believed. */
export function openIdProvider(options: OpenIdOptions): SignInProvider {
  const configured = discovered(options)
  const verifyLogoutToken = logoutTokens(options.clientId)
  return {
    async begin({ level, language }) {
      const configuration = await configured()
      const memory: SignInMemory = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
        level,
      }
      return { url: authorizationUrl(configuration, options, { ...memory, language }), memory }
    },

    async finish(callback, memory) {
      if (callback.searchParams.get('state') !== memory.state) throw new SignInRefused('SIGN_IN_NOT_STARTED_HERE', 'state')
      const configuration = await configured()
      const tokens = await exchange(configuration, here(options.redirectUri, callback), memory).catch(fail)
      return await signedInFrom({ configuration, tokens, options, asked: memory.level }).catch(fail)
    },

    async endSessionUrl(idToken) {
      const configuration = await configured()
      if (!configuration.serverMetadata().end_session_endpoint) return undefined
      return client.buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: options.postLogoutRedirectUri.href,
      })
    },

    async verifyLogoutToken(jwt) {
      return verifyLogoutToken((await configured()).serverMetadata(), jwt)
    },
  }
}

function authorizationUrl(
  configuration: client.Configuration,
  { redirectUri, scope, levels, mayTellNationalId = true }: OpenIdOptions,
  { state, nonce, codeVerifier, level, language }: SignInMemory & { language: string },
): URL {
  return client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri.href,
    scope: scope ?? (mayTellNationalId ? 'openid profile national_id' : 'openid profile'),
    state,
    nonce,
    code_challenge: hash('sha256', codeVerifier, 'base64url'),
    code_challenge_method: 'S256',
    acr_values: levelsFrom(level)
      .flatMap(one => levels[one] ?? [])
      .join(' '),
    ui_locales: language,
  })
}

function exchange(configuration: client.Configuration, callback: URL, memory: SignInMemory) {
  return client.authorizationCodeGrant(configuration, callback, {
    expectedState: memory.state,
    expectedNonce: memory.nonce,
    pkceCodeVerifier: memory.codeVerifier,
    idTokenExpected: true,
  })
}

/** The address as it was registered: a proxy in front may have changed what we saw. */
function here(redirectUri: URL, callback: URL): URL {
  const url = new URL(redirectUri)
  url.search = callback.search
  return url
}

function fail(thrown: unknown): never {
  throw faultOf(thrown)
}
