import * as client from 'openid-client'
import type { OpenIdOptions } from './openid.ts'
import { CLOCK_TOLERANCE_S } from './openid-discovery.ts'
import { type AssuranceLevel, assuranceLevels, levelsFrom, type SignedIn } from './sign-in.ts'
import { SignInRefused } from './sign-in-errors.ts'

interface Came {
  readonly configuration: client.Configuration
  readonly tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers
  readonly options: Pick<OpenIdOptions, 'levels' | 'nationalIdClaim' | 'mayTellNationalId'>
  readonly asked: AssuranceLevel
}

/** An ID token older than this was not issued for the code that was just exchanged. */
const OLDEST_S = 5 * 60

type Claims = Readonly<Record<string, unknown>>

/** Who the checked tokens speak of, once their time and their level have been checked too. */
export async function signedInFrom({ configuration, tokens, options, asked }: Came): Promise<SignedIn> {
  const vouched = tokens.claims()!
  refuseOfAnotherTime(vouched)
  const level = levelOf(vouched.acr, options.levels)
  if (!level || !levelsFrom(asked).includes(level))
    throw new SignInRefused('SIGN_IN_LEVEL_TOO_LOW', `asked ${asked}, got ${level ?? 'unknown'}`)
  const claims = hasName(vouched) ? vouched : { ...(await askedByName(configuration, tokens, vouched.sub)), ...vouched }
  if (!hasName(claims)) throw new SignInRefused('SIGN_IN_INCOMPLETE', 'given_name family_name')
  return {
    issuer: vouched.iss,
    subject: vouched.sub,
    name: { givenNames: text(claims.given_name) ?? '', familyName: text(claims.family_name) ?? '' },
    nationalId: options.mayTellNationalId === false ? undefined : text(claims[options.nationalIdClaim ?? 'national_id']),
    bornOn: day(claims.birthdate),
    language: text(claims.locale),
    level,
    sid: text(vouched.sid),
    idToken: tokens.id_token!,
  }
}

/** openid-client looks at `nbf` and `exp`, and at no more of `iat` than that it is a number; a token made for this sign-in is new. */
function refuseOfAnotherTime({ iat }: client.IDToken): void {
  const age = Date.now() / 1000 - iat
  if (age < -CLOCK_TOLERANCE_S) throw new SignInRefused('SIGN_IN_NOT_TRUSTED', 'iat in the future')
  if (age > OLDEST_S) throw new SignInRefused('SIGN_IN_NOT_TRUSTED', 'iat long ago')
}

function levelOf(acr: unknown, levels: OpenIdOptions['levels']): AssuranceLevel | undefined {
  return typeof acr === 'string' ? assuranceLevels.find(level => levels[level] === acr) : undefined
}

/** Providers that keep the ID token small tell the name at their userinfo endpoint only. */
async function askedByName(configuration: client.Configuration, tokens: Came['tokens'], subject: string): Promise<Claims> {
  if (!configuration.serverMetadata().userinfo_endpoint) return {}
  return { ...(await client.fetchUserInfo(configuration, tokens.access_token, subject)) }
}

/** Some people have one name only. */
function hasName(claims: Claims): boolean {
  return text(claims.given_name) !== undefined || text(claims.family_name) !== undefined
}

/** A short text that a database and a page can hold. */
function text(claim: unknown): string | undefined {
  if (typeof claim !== 'string' || claim.length > 200 || !claim.isWellFormed() || /\p{Cc}/u.test(claim)) return undefined
  return claim.trim() || undefined
}

function day(claim: unknown): string | undefined {
  return typeof claim === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(claim) && !claim.startsWith('0000') ? claim : undefined
}
