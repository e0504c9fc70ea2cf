import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import { registerSystem } from '#people'
import type { World } from '#platform'
import { SERVICE } from './made-requests.ts'

/** Registers a department's system as an operator would. @returns what gets it a token for an hour, from the program that runs there */
export async function registerDepartment(
  world: World,
  { site, name }: { site: string; name: string },
): Promise<() => Promise<string>> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const jwk = { ...(await exportJWK(publicKey)), alg: 'EdDSA' }
  const id = await registerSystem(world, { name, agency: 'municipality', services: [SERVICE], publicKey: jwk, by: 'operator' })
  const audience = `${site}/api/token`
  return async () => {
    const assertion = await new SignJWT({ iss: id, sub: id, aud: audience, jti: randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuedAt(world.now())
      .setExpirationTime(new Date(world.now().getTime() + 60_000))
      .sign(privateKey)
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    })
    const told = (await (await fetch(audience, { method: 'POST', body })).json()) as { access_token: string }
    return told.access_token
  }
}
