import { createPublicKey, type KeyObject } from 'node:crypto'
import { exportJWK, type JWK } from 'jose'
import { as, newId, record, transaction, type World } from '#platform'
import { SYSTEMS, type System, type SystemId } from './system.ts'
import { insertSystem, markRevoked } from './system-store.ts'

/** Lets another department's system send requests for people, for these services of its agency. @returns the id it signs its assertions with */
export async function registerSystem(
  world: World,
  { by, ...asked }: Omit<System, 'id'> & { readonly publicKey: JWK; readonly by: string },
): Promise<SystemId> {
  const id = newId()
  return transaction(as(world, SYSTEMS), async tx => {
    await insertSystem(tx, { ...asked, id, registeredAt: tx.now() })
    const facts = { agency: asked.agency, services: asked.services }
    await record(tx, { kind: 'system.registered', about: id, by, facts })
    return id
  })
}

/** Lets a system in no more: its tokens are worth nothing within two seconds. @returns whether there was one of this name */
export async function revokeSystem(world: World, { name, by }: { name: string; by: string }): Promise<boolean> {
  return transaction(as(world, SYSTEMS), async tx => {
    const system = await markRevoked(tx, name)
    if (!system) return false
    await record(tx, { kind: 'system.revoked', about: system.id, by, facts: { agency: system.agency } })
    return true
  })
}

/** Reads a public key in PEM as it is kept; undefined when it is none, is a private one, or is of no kind that is taken. */
export async function publicKeyIn(pem: string): Promise<JWK | undefined> {
  if (/PRIVATE KEY/.test(pem)) return undefined
  try {
    const key = createPublicKey(pem)
    const alg = algorithmOf(key)
    return alg === undefined ? undefined : { ...(await exportJWK(key)), alg }
  } catch {
    return undefined
  }
}

const RSA_BITS_MIN = 2048

/** The one algorithm each kind of key is taken with: who signs with another is not believed. */
function algorithmOf({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string | undefined {
  if (type === 'ed25519') return 'EdDSA'
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256'
  return type === 'rsa' && (details?.modulusLength ?? 0) >= RSA_BITS_MIN ? 'PS256' : undefined
}
