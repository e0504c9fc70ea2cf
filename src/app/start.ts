import { join } from 'node:path'
import { keepConsidering } from '#journeys'
import {
  buildServer,
  type Database,
  dayOf,
  keepSealing,
  listen,
  migrate,
  missingMigrations,
  openDatabase,
  prepareJobs,
  workJobs,
} from '#platform'
import { checkDatabase, StartFault, startPostgres } from '#platform/postgres'
import { listenToMembers } from '#registers'
import type { Config, ProviderConfig } from './config.ts'
import { standInAt } from './identity-provider.ts'
import { seedOnce } from './seed.ts'
import { siteFor } from './site.ts'
import { type StandIn, startIdentityProvider, startRegisters } from './stand-ins.ts'
import { jobs, nightly, subscriptions } from './wiring.ts'
import { type AppWorld, certificatesFor, type Outside, openWorld, witnessesOf } from './world.ts'

const MIGRATIONS = join(import.meta.dirname, '../../migrations')

export interface Running {
  readonly world: AppWorld
  readonly outside: Outside
  stop(): Promise<void>
}

/** Brings everything up, in order, and takes it down in the other. @throws StartFault, ConfigFaults, CatalogueFaults */
export async function start(config: Config, tell: (sentence: string) => void): Promise<Running> {
  const undo: (() => unknown)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    // Side by side: neither needs the other, and both take about a second.
    const [database, outside] = await bothOrNeither(prepareDatabase(config, tell, undo), outsideFor(config, undo))
    const { url, db } = database
    const world = await openWorld(config, db, outside)
    if (config.seed) await seedOnce(world, { config, outside, databaseUrl: url })
    await serve(world, { config, outside, undo })
    return { world, outside, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** As `Promise.all`, but when one fails the other has ended too, so that what it brought up can be taken down. */
async function bothOrNeither<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b])
  return [await a, await b]
}

async function prepareDatabase(
  config: Config,
  tell: (sentence: string) => void,
  undo: (() => unknown)[],
): Promise<{ url: string; db: Database }> {
  const { url, ownerUrl } = await databaseFor(config, tell, undo)
  if (ownerUrl) await prepareTables(ownerUrl)
  const db = openDatabase(url)
  undo.push(() => db.close())
  if (!ownerUrl) await assertPrepared(db)
  return { url, db }
}

/** The only time at which the database is used as its owner. */
async function prepareTables(ownerUrl: string): Promise<void> {
  const db = openDatabase(ownerUrl, { size: 2 })
  try {
    await prepareJobs(db)
    await migrate(db, MIGRATIONS)
  } finally {
    await db.close()
  }
}

async function assertPrepared(db: Database): Promise<void> {
  const [missing] = await missingMigrations(db, MIGRATIONS)
  if (missing)
    throw new StartFault(
      'DATABASE_NOT_PREPARED',
      `The database has not had migrations/${missing} yet, and DATABASE_URL may not change tables: set DATABASE_OWNER_URL too, for this start or for all.`,
    )
}

async function databaseFor(
  { databaseUrl, databaseOwnerUrl, dataDir, backup }: Config,
  tell: (sentence: string) => void,
  undo: (() => unknown)[],
): Promise<{ url: string; ownerUrl: string | undefined }> {
  if (databaseUrl) {
    if (databaseOwnerUrl) await checkDatabase(databaseOwnerUrl, 'owner')
    await checkDatabase(databaseUrl, 'application')
    return { url: databaseUrl, ownerUrl: databaseOwnerUrl }
  }
  const postgres = await startPostgres({ dataDir, archive: backup, say: tell })
  undo.push(() => postgres.stop())
  return postgres
}

async function outsideFor(config: Config, undo: (() => unknown)[]): Promise<Outside> {
  const kept = (standIn: StandIn) => {
    undo.push(() => standIn.stop())
    return standIn.url
  }
  const [openIds, xRoad] = await Promise.all([
    config.openIds.length > 0
      ? config.openIds
      : startIdentityProvider(config.publicUrl, config.port + 1)
          .then(kept)
          .then(issuer => [standInAt(issuer)]),
    config.xRoad ?? startRegisters(dayOf(new Date())).then(kept).then(xRoadAt),
  ])
  return { openIds, xRoad }
}

function xRoadAt(securityServer: URL): Outside['xRoad'] {
  return { securityServer, client: 'FH/GOV/portico/portico', certificates: {} }
}

async function serve(
  world: AppWorld,
  { config, outside, undo }: { config: Config; outside: Outside; undo: (() => unknown)[] },
): Promise<void> {
  const server = buildServer(
    world,
    siteFor(
      world,
      config,
      outside.openIds.map(({ issuer }) => issuer.origin),
    ),
  )
  await server.listen({ host: config.host, port: config.port })
  undo.push(() => server.close())
  const keepingUp = world.library.keepUp()
  undo.push(() => keepingUp.stop())
  if (config.provider) await provide(world, config.provider, undo)
  const listening = listen(world, subscriptions)
  undo.push(() => listening.stop())
  const considering = keepConsidering(world)
  undo.push(() => considering.stop())
  const working = await workJobs(world, jobs, nightly)
  undo.push(() => working.stop())
  const sealing = keepSealing(world, witnessesOf(config))
  undo.push(() => sealing.stop())
}

async function provide(world: AppWorld, { certificates, ...at }: ProviderConfig, undo: (() => unknown)[]): Promise<void> {
  const certificate = certificates.certificate ? { certificate: certificatesFor(certificates, world.log) } : {}
  const members = await listenToMembers(world, { ...at, ...certificate })
  undo.push(() => members.close())
}
