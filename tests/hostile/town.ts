import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type AppWorld, siteFor, subscriptions } from '#app'
import { openLibrary } from '#catalogue'
import { scanners, signers } from '#documents'
import { mailers } from '#mailbox'
import type { SignInProvider } from '#people'
import { type Actor, buildServer, type Connection, catchUp, type Log, logKeysIn } from '#platform'
import { testWorld } from '#platform/testing'
import { exchangeWithOwn, loadOwnRegisters, xRoadExchange } from '#registers'
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

const US = 'FH/GOV/portico/portico'

/**
 * The real site over a real database of its own, without a socket; the registers answer as they do in development.
 * The site asks the database as the product does. `world` beside it sees everything, until it is asked `as` somebody.
 */
export async function openSite({ log }: { log?: Log } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'portico-site-'))
  const registers = await startRegisters({ today: '2026-11-21' })
  const tests = await testWorld()
  let deceived: Actor | undefined
  const served: Connection = { ...tests.appDb, as: actor => tests.appDb.as(deceivable(actor) ? (deceived ?? actor) : actor) }
  const library = await openLibrary(tests, ROOT)
  const { catalogue } = library
  const ownRegisters = await loadOwnRegisters(ROOT, catalogue)
  const world: AppWorld = {
    ...tests,
    ...(log && { log }),
    library,
    catalogue,
    closedDays: catalogue.government.closedDays,
    publicUrl: PUBLIC_URL,
    granted: async () => [],
    ownRegisters,
    exchange: exchangeWithOwn(xRoadExchange({ securityServer: registers.url, client: US }), {
      world: { ...tests, db: tests.appDb },
      registers: ownRegisters,
      client: US,
    }),
    scanner: scanners.none(),
    notices: { send: async () => {} },
    signer: await signers.file(join(folder, 'keys')),
    sealing: { origin: 'portico.example/log', keys: await logKeysIn(join(folder, 'keys')) },
    mailer: mailers.file({ folder: join(folder, 'outbox'), from: 'no-reply@fairhaven.example' }),
    identityProvider: noProvider,
  }
  const app = buildServer(
    { ...world, db: served as AppWorld['db'] },
    siteFor(world, { metricsToken: undefined, publicUrl: PUBLIC_URL }, []),
  )
  after(async () => {
    await app.close()
    await registers.close()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    ...{ folder, adminUrl: tests.adminUrl },
    ...{ world, app, letNewsTravel: () => catchUp(world, subscriptions) },
    /**
     * Takes the application's own checks away: it takes whoever comes for who the session says, while the database knows that it
     * is this one. So every check of ours is made with the owner's own name, and passes. `undefined` gives the checks back.
     */
    deceive: (actor: Actor | undefined) => {
      deceived = actor
    },
  }
}

/** What the program does by its own name rests on a secret that was shown, not on who comes. */
function deceivable(actor: Actor): boolean {
  return !actor.startsWith('system ')
}

export type OpenSite = Awaited<ReturnType<typeof openSite>>
