import { join } from 'node:path'
import { type Database, openDatabase, openLog, openReplica, releaseIn, type Watch, type World, watchDatabase } from '#platform'
import type { Config } from './config.ts'
import type { Undo } from './running.ts'
import type { Surroundings } from './surroundings.ts'

export const MIGRATIONS = join(import.meta.dirname, '../../migrations')

/** What a world reads and writes, and what it hears of changes. */
export type Databases = Pick<World, 'replica' | 'hearing'> & { readonly db: Database }

/** The database as one process uses it: only who does nothing but serve can do with a pooler's connections. */
export async function openDatabaseFor(
  config: Config,
  { databaseUrl }: Pick<Surroundings, 'databaseUrl'>,
  { does, undo }: { does: 'all' | 'web' | 'worker'; undo: Undo },
): Promise<Databases & { readonly watch: Watch }> {
  const isPooled = config.isPooled && does === 'web'
  const url = isPooled ? databaseUrl : (config.databaseDirectUrl ?? databaseUrl)
  const db = openDatabase(url, { isPooled, release: await releaseIn(MIGRATIONS) })
  undo.push(() => db.close())
  const watch = watchDatabase(db, { log: openLog(config.logLevel), isPooled })
  undo.push(() => watch.stop())
  const near = { db, watch, ...(watch.hearing && { hearing: watch.hearing }) }
  if (!config.replica || does === 'worker') return near
  const replica = openReplica(db, config.replica.url, config.replica)
  undo.push(() => replica.close())
  return { ...near, replica }
}
