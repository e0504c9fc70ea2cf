import { distribute, distributionPlan, isCitusThere, openDatabase, writableOf } from '#platform'
import { addressIn } from '#platform/postgres'
import type { Config } from '../config.ts'
import { prepareTables } from '../start.ts'
import { readArguments } from './read-arguments.ts'

const USAGE = `portico migrate                          bring the database up to this release
portico migrate --distributed            then spread it by person over the machines of a Citus cluster
portico migrate --distributed --plan     only print what would be said to PostgreSQL`

/** Brings the database up to this release, and spreads it when asked. @returns the exit code */
export async function migrateCommand(config: Config, rest: readonly string[]): Promise<number> {
  const asked = readArguments(rest, { distributed: 'switch', plan: 'switch', help: 'switch' })
  if (typeof asked === 'string' || asked.named.length > 0 || asked.on.has('help')) {
    console.error(typeof asked === 'string' ? `${asked}\n\n${USAGE}` : USAGE)
    return typeof asked !== 'string' && asked.on.has('help') ? 0 : 2
  }
  const url = await ownerOf(config)
  const applied = await prepareTables(url)
  console.log(applied.length === 0 ? 'The database is up to this release.' : `Applied: ${applied.join(', ')}.`)
  return asked.on.has('distributed') ? spread(url, asked.on.has('plan')) : 0
}

async function ownerOf({ databaseUrl, databaseOwnerUrl, dataDir }: Config): Promise<string> {
  if (databaseOwnerUrl) return writableOf(databaseOwnerUrl)
  if (!databaseUrl) return addressIn(dataDir, 'owner')
  const sentence = 'Only its owner may change the tables of a database: set DATABASE_OWNER_URL.'
  throw Object.assign(new Error(sentence), { name: 'StartFault' })
}

async function spread(url: string, onlyPlan: boolean): Promise<number> {
  const db = openDatabase(url, { size: 2 })
  try {
    const plan = await distributionPlan(db)
    for (const fault of plan.faults) console.error(fault)
    if (onlyPlan) for (const statement of plan.statements) console.log(`${statement};`)
    if (onlyPlan || plan.faults.length > 0) return plan.faults.length > 0 ? 1 : 0
    if (!(await isCitusThere(db))) {
      console.error(
        'This PostgreSQL does not have the extension Citus: install it on every machine of the cluster, or leave --distributed out. Nothing was spread.',
      )
      return 1
    }
    console.log(`Spread by person: ${await distribute(db, plan)} statements.`)
    return 0
  } finally {
    await db.close()
  }
}
