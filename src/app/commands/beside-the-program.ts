import { type Database, openDatabase, type World } from '#platform'
import { addressIn } from '#platform/postgres'
import type { Config } from '../config.ts'
import { openSmallWorld } from '../world.ts'

/** Carries out a command in the database of the running Portico, or in that of DATABASE_URL. @returns what the command gives back */
export async function besideTheProgram(
  config: Config,
  act: (world: World & { readonly db: Database }) => Promise<number>,
): Promise<number> {
  const db = openDatabase(config.databaseUrl ?? (await addressIn(config.dataDir)), { size: 2 })
  try {
    return await act(await openSmallWorld(config, db))
  } finally {
    await db.close()
  }
}
