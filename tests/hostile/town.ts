import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type AppWorld, siteFor, subscriptions } from '#app'
import { openLibrary } from '#catalogue'
import { scanners, signers } from '#documents'
import { mailers } from '#mailbox'
import { openRunning } from '#operations'
import type { SignInProvider } from '#people'
import { buildServer, catchUp, logKeysIn } from '#platform'
import { testWorld } from '#platform/testing'
import { xRoadExchange } from '#registers'
import { startRegisters } from '../../dev/registers/registers.ts'

const ROOT = join(import.meta.dirname, '../..')
const PUBLIC_URL = 'http://127.0.0.1:3000'

/** Nobody is sent away to sign in: these tests begin sessions by the verb itself. */
const noProvider: SignInProvider = {
  begin: async () => ({
    url: new URL('https://identity.example/auth'),
    memory: { state: 'state', nonce: 'nonce', codeVerifier: 'verifier', level: 'low' },
  }),
  finish: () => Promise.reject(new Error('nobody comes back from this provider')),
  endSessionUrl: async () => undefined,
  verifyLogoutToken: () => Promise.reject(new Error('this provider sends no notices')),
}

/** The real site over a real database of its own, without a socket; the registers answer as they do in development. */
export async function openSite() {
  const folder = await mkdtemp(join(tmpdir(), 'portico-site-'))
  const registers = await startRegisters({ today: '2026-11-21' })
  const base = await testWorld()
  const library = await openLibrary(base, ROOT)
  const { catalogue } = library
  const world: AppWorld = {
    ...base,
    library,
    catalogue,
    closedDays: catalogue.government.closedDays,
    publicUrl: PUBLIC_URL,
    granted: async () => [],
    exchange: xRoadExchange({ securityServer: registers.url, client: 'FH/GOV/portico/portico' }),
    scanner: scanners.none(),
    signer: await signers.file(join(folder, 'keys')),
    sealing: { origin: 'portico.example/log', keys: await logKeysIn(join(folder, 'keys')) },
    mailer: mailers.file({ folder: join(folder, 'outbox'), from: 'no-reply@fairhaven.example' }),
    identityProvider: noProvider,
    running: openRunning(),
  }
  const app = buildServer(world, siteFor(world, { metricsToken: undefined, publicUrl: PUBLIC_URL }, { formTargets: [] }))
  after(async () => {
    await app.close()
    await registers.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { world, app, letNewsTravel: () => catchUp(world, subscriptions) }
}

export type OpenSite = Awaited<ReturnType<typeof openSite>>
