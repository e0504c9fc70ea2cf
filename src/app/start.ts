import {
  type Crowd,
  type Database,
  type Farewell,
  migrate,
  missingMigrations,
  openDatabase,
  prepareJobs,
  type Watch,
} from '#platform'
import { StartFault } from '#platform/postgres'
import type { Config } from './config.ts'
import { MIGRATIONS, openDatabaseFor } from './open-database.ts'
import { running, type Undo } from './running.ts'
import { seedOnce } from './seed.ts'
import { serve } from './serve.ts'
import { bringSurroundings, type Surroundings } from './surroundings.ts'
import { type Outside, openWorld, outsideOf, type RunningWorld } from './world.ts'

export interface Running {
  readonly world: RunningWorld
  readonly outside: Outside
  readonly crowd: Crowd
  stop(farewell?: Farewell): Promise<void>
}

/** Brings everything up in this one process, in order, and takes it down in the other. @throws StartFault, ConfigFaults, CatalogueFaults */
export async function start(config: Config, tell: (sentence: string) => void): Promise<Running> {
  return running(async undo => {
    const surroundings = await bringSurroundings(config, tell, undo)
    const { world, outside, watch } = await prepare(config, surroundings, undo)
    const { crowd, bidFarewell } = await serve(world, { config, outside, watch, undo, does: config.role })
    return { world, outside, crowd, bidFarewell }
  })
}

/** Brings the database up to this release, opens the government's folder, and puts the seed in where there is none yet. */
export async function prepare(
  config: Config,
  surroundings: Surroundings,
  undo: Undo,
): Promise<{ world: RunningWorld; outside: Outside; watch: Watch }> {
  const { databaseUrl, ownerUrl } = surroundings
  if (ownerUrl) await prepareTables(ownerUrl)
  const { watch, ...databases } = await openDatabaseFor(config, surroundings, { does: config.role, undo })
  if (!ownerUrl) await assertPrepared(databases.db)
  const outside = outsideOf(config, surroundings)
  const world = await openWorld(config, databases, outside)
  if (config.seed) await seedOnce(world, { config, outside, databaseUrl })
  return { world, outside, watch }
}

/** The only time at which the database is used as its owner. */
export async function prepareTables(ownerUrl: string): Promise<string[]> {
  const db = openDatabase(ownerUrl, { size: 2 })
  try {
    await prepareJobs(db)
    return await migrate(db, MIGRATIONS)
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
