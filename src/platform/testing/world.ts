import { join } from 'node:path'
import { after } from 'node:test'
import { type Database, openDatabase } from '../database/connection.ts'
import { migrate } from '../database/migrate.ts'
import { prepareJobs } from '../jobs/work.ts'
import { keysFrom } from '../keys.ts'
import { openLog } from '../log.ts'
import { testDatabase } from '../postgres/testing.ts'

const MIGRATIONS = join(import.meta.dirname, '../../../migrations')
// In the address itself, so that whoever else connects by it oversees too.
const OVERSEES = '-c portico.actor=system\\ upkeep'
const START = '2026-11-21T09:00:00Z'

/** A world of its own for one test file: a database cloned from a migrated template, and a clock that stands still until set. */
export async function testWorld() {
  const { url, appUrl, adminUrl, drop } = await testDatabase(prepareTemplate, 'portico')
  const overseer = openDatabase(`${url}&options=${encodeURIComponent(OVERSEES)}`)
  const app = openDatabase(appUrl)
  // Asked for nobody, a test sees everything; asked for somebody, what the application would see for them.
  const db: Database = { ...overseer, as: app.as }
  let now = new Date(START)
  after(async () => {
    await Promise.all([overseer.close(), app.close()])
    await drop()
  })
  return {
    db,
    /** The database as the application has it: asked for nobody, it shows nobody's rows. */
    ...{ appDb: app, appUrl, adminUrl },
    now: () => now,
    log: openLog('silent'),
    keys: keysFrom('a root secret only ever used by tests'),
    setNow: (instant: string) => {
      now = new Date(instant)
    },
  }
}

async function prepareTemplate(url: string): Promise<void> {
  const database = openDatabase(url)
  await migrate(database, MIGRATIONS)
  await prepareJobs(database)
  await database.close()
}
