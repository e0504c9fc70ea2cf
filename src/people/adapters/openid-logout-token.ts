import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import type { ServerMetadata } from 'openid-client'
import { CLOCK_TOLERANCE_S, TIME_LIMIT_S } from './openid-discovery.ts'
import { unavailable } from './openid-faults.ts'
import type { SignedOutElsewhere } from './sign-in.ts'
import { SignInRefused } from './sign-in-errors.ts'

const OLDEST_S = 5 * 60
const signedOutEvent = 'http://schemas.openid.net/event/backchannel-logout'
/** Keys that only the provider holds; never `none`, never a shared secret. */
const algorithms = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512', 'Ed25519', 'EdDSA']

/** Checks sign-out notices for one client (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
export function logoutTokens(clientId: string) {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined
  return async ({ issuer, jwks_uri }: ServerMetadata, jwt: string): Promise<SignedOutElsewhere> => {
    keys ??= createRemoteJWKSet(new URL(jwks_uri!), { timeoutDuration: TIME_LIMIT_S * 1000 })
    const { payload, protectedHeader } = await jwtVerify(jwt, keys, {
      issuer,
      audience: clientId,
      algorithms,
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: OLDEST_S,
      requiredClaims: ['iat', 'exp', 'jti'],
    }).catch(fail)
    // An ID token or an access token of the same provider must not pass for a sign-out.
    if (![undefined, 'JWT', 'logout+jwt'].includes(protectedHeader.typ)) throw refused('typ')
    return signedOutFrom(payload)
  }
}

function signedOutFrom({ iss, jti, sub, sid, events, nonce }: JWTPayload): SignedOutElsewhere {
  if (nonce !== undefined) throw refused('nonce')
  if (!isObject(events) || !isObject(events[signedOutEvent])) throw refused('events')
  if (typeof sub !== 'string' && typeof sid !== 'string') throw refused('sub sid')
  return { id: jti!, issuer: iss!, subject: sub, sid: typeof sid === 'string' ? sid : undefined }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refused(detail: string): SignInRefused {
  return new SignInRefused('SIGN_OUT_NOT_TRUSTED', detail)
}

function fail(thrown: unknown): never {
  const ownFault = thrown instanceof errors.JOSEError
  if (!ownFault || thrown instanceof errors.JWKSTimeout || thrown.code === 'ERR_JOSE_GENERIC') throw unavailable('keys')
  throw refused(thrown.code)
}
