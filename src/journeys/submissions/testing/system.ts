import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import { registerSystem, systemRoutes } from '#people'
import { buildServer, type Route } from '#platform'
import { withKeyRing } from '#platform/testing'
import { testTown } from '../../testing/town.ts'
import { openSubmissions } from '../open-submissions.ts'
import { submissionRoutes } from '../routes.ts'

export const PUBLIC_URL = 'https://fairhaven.example'
export const CARD = 'replace-library-card'

/** What the city's library system sends when somebody has lost their card. */
export const lostCard = {
  person: { nationalId: 'FH-840312-1047', givenNames: 'Bo', familyName: 'Lindgren' },
  language: 'fr',
  answers: {
    libraryCard: { what: 'lost' },
    applicant: {
      ...{ givenNames: 'Bo', familyName: 'Lindgren' },
      residence: { line1: '4 Quay Lane', town: 'Fairhaven', postcode: 'FH1 2AB', country: 'FH' },
    },
  },
}

/** Fairhaven with the library's system registered, and what a program of theirs would do. */
export async function libraryTown() {
  const town = await testTown()
  const world = await withKeyRing({ ...town.world, publicUrl: PUBLIC_URL })
  const submissions = openSubmissions()
  const app = buildServer(world, {
    routes: [...submissionRoutes(submissions), ...systemRoutes] as Route<typeof world>[],
    ...{ assets: new Map(), publicUrl: PUBLIC_URL, formTargets: [], shell: ({ body }) => body },
  })
  const keys = generateKeyPairSync('ed25519')
  const publicKey = { ...(await exportJWK(keys.publicKey)), alg: 'EdDSA' }
  const system = { name: 'City Libraries', agency: 'municipality', services: [CARD, 'street-party-permit'] }
  const id = await registerSystem(world, { ...system, publicKey, by: 'operator' })

  /** An assertion as RFC 7523 has it, or as changed. */
  function assertion(change: { claims?: object; key?: KeyObject; alg?: string } = {}): Promise<string> {
    const now = Math.floor(world.now().getTime() / 1000)
    const claims = {
      iss: id,
      sub: id,
      aud: `${PUBLIC_URL}/api/token`,
      iat: now,
      exp: now + 60,
      jti: randomUUID(),
      ...change.claims,
    }
    return new SignJWT(claims).setProtectedHeader({ alg: change.alg ?? 'EdDSA' }).sign(change.key ?? keys.privateKey)
  }

  async function askToken(assertion: string, change: Record<string, string> = {}) {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...change,
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/api/token', payload: form.toString(), headers })
    return {
      status: statusCode,
      ...(JSON.parse(body) as { access_token?: string; error?: string; expires_in?: number; scope?: string }),
    }
  }

  let token = ''
  async function send(
    sent: unknown,
    { key = randomUUID() as string, service = CARD, bearer = token, text = JSON.stringify(sent) } = {},
  ) {
    const headers = { authorization: `Bearer ${bearer}`, 'idempotency-key': key, 'content-type': 'application/json' }
    const {
      statusCode,
      body,
      headers: said,
    } = await app.inject({
      ...{ method: 'POST', url: `/api/services/${service}/submissions`, payload: text, headers },
    })
    return { status: statusCode, key, told: JSON.parse(body), headers: said }
  }
  async function state(key: string, bearer = token) {
    const { statusCode, body } = await app.inject({
      url: `/api/submissions/${key}`,
      headers: { authorization: `Bearer ${bearer}` },
    })
    return { status: statusCode, told: JSON.parse(body) }
  }
  async function signIn(): Promise<string> {
    token = (await askToken(await assertion())).access_token!
    return token
  }
  await signIn()
  return { ...{ town, world, app, id, keys, system }, ...{ assertion, askToken, signIn, send, state } }
}
