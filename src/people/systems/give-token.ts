import { decodeJwt, importJWK, type JWTPayload, jwtVerify } from 'jose'
import { as, isId, newSecret, record, steadyIndex, transaction, type World } from '#platform'
import { type RegisteredSystem, SYSTEMS, TOKEN_SECONDS } from './system.ts'
import { findSystem, insertToken, keepAssertion } from './system-store.ts'

const ASSERTION_SECONDS_MAX = 300
const SKEW_SECONDS = 5

/** A token for a system that showed a good assertion, good for `seconds`. It is told once and kept as a fingerprint only. */
export interface GivenToken {
  readonly token: string
  readonly seconds: number
  readonly services: readonly string[]
}

/**
 * Gives a system a token for an assertion signed with its key. Each assertion is taken once.
 * @param audience  the address of the token endpoint, as the assertion must name it
 * @returns undefined when the assertion is not taken; why is told to nobody
 * @see RFC 7523, section 3, and OpenID Connect Core 1.0, section 9 (private_key_jwt)
 */
export async function giveToken(
  anybody: World,
  { assertion, audience }: { assertion: string; audience: string },
): Promise<GivenToken | undefined> {
  const world = as(anybody, SYSTEMS)
  const system = await signer(world, assertion)
  const shown = system && (await verified(world, system, { assertion, audience }))
  if (!system || !shown) return undefined
  return transaction(world, async tx => {
    const [index, endsAt] = [steadyIndex(tx, `assertion ${shown.jti}`), new Date(shown.exp! * 1000 + SKEW_SECONDS * 1000)]
    if (!(await keepAssertion(tx, { system: system.id, index, endsAt }))) return undefined
    const token = newSecret()
    const until = new Date(tx.now().getTime() + TOKEN_SECONDS * 1000)
    await insertToken(tx, { system: system.id, index: tokenIndex(tx, token), endsAt: until })
    await record(tx, { kind: 'system.token-given', about: system.id, by: system.id, facts: { agency: system.agency } })
    return { token, seconds: TOKEN_SECONDS, services: system.services }
  })
}

/** The fingerprint by which a token is found. */
export function tokenIndex(world: Pick<World, 'keys'>, token: string): string {
  return steadyIndex(world, `system-token ${token}`)
}

async function signer(world: World, assertion: string): Promise<RegisteredSystem | undefined> {
  const said = claimsOf(assertion)?.sub
  return said !== undefined && isId(said) ? findSystem(world, said) : undefined
}

function claimsOf(assertion: string): JWTPayload | undefined {
  try {
    return decodeJwt(assertion)
  } catch {
    return undefined
  }
}

async function verified(
  world: World,
  { id, publicKey }: RegisteredSystem,
  { assertion, audience }: { assertion: string; audience: string },
): Promise<JWTPayload | undefined> {
  const now = world.now()
  try {
    const { payload } = await jwtVerify(assertion, await importJWK(publicKey, publicKey.alg), {
      ...{ issuer: id, subject: id, audience, algorithms: [publicKey.alg!] },
      ...{ requiredClaims: ['exp', 'jti'], currentDate: now, clockTolerance: SKEW_SECONDS },
    })
    const isShort = payload.exp! - now.getTime() / 1000 <= ASSERTION_SECONDS_MAX
    return isShort && typeof payload.jti === 'string' && payload.jti.length <= 200 ? payload : undefined
  } catch {
    return undefined
  }
}
