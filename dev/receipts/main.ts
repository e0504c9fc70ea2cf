import { parseArgs } from 'node:util'
import { keysFrom, openDatabase } from '#platform'
import { checkJournal } from './check-journal.ts'

const USAGE = `npm run check-receipts -- --journal FILE --database URL
Holds every receipt of a journal against the database: each there exactly once, with the same content, its cases, messages, events and jobs,
and nothing half. With PORTICO_SECRET set, the sealed answers are opened and held to the receipts too. URL is the database as its owner reaches it (DATABASE_OWNER_URL): nobody else sees everybody’s rows. Nothing is changed.`

const { values } = parseArgs({ options: { journal: { type: 'string' }, database: { type: 'string' } } })
if (!values.journal || !values.database) {
  console.error(USAGE)
  process.exit(2)
}
const db = openDatabase(values.database, {
  size: 1,
  actor: 'system upkeep',
  waits: { connect: 3_000, statement: 600_000, lock: 3_000, idleInTransaction: 10_000 },
})
const secret = process.env.PORTICO_SECRET
try {
  const { faults, ...counts } = await checkJournal({ db, ...(secret && { keys: keysFrom(secret) }) }, values.journal)
  console.log(JSON.stringify(counts))
  for (const fault of faults.slice(0, 100)) console.log(fault)
  console.log(faults.length === 0 ? 'Every receipt is kept once and whole.' : `${faults.length} faults.`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await db.close()
}
