import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '#platform'
import { type BackupKey, restore, startPostgres } from '#platform/postgres'
import { checkLog, openHashers, openLogAt, witnessedIn } from '#platform/sealed-log'
import { lookupsAgainstLog } from '#registers/log'
import { countHalves, countHeld, type Held, missingReceipts, sealedEntries } from './rehearsal-store.ts'

export interface RehearsalWish {
  readonly from: string
  readonly at: Date | undefined
  readonly key: BackupKey
  /** The folder in which a scratch folder is made, and removed. */
  readonly scratch: string
  /** The witness's file; heads of the log beyond what is restored are left aside. */
  readonly witness: string
  /** A file of references, one a line, that must be there. */
  readonly receipts: string | undefined
  say(words: string): void
}

export interface Rehearsal extends Held {
  readonly base: string
  readonly lastCommit: Date | undefined
  readonly isReached: boolean
  readonly megabytes: number
  readonly restoreSeconds: number
  readonly checkSeconds: number
  /** Sentences; none when the backup can be relied on. */
  readonly faults: readonly string[]
}

// Everything is read once, on a machine that has nothing of it in memory.
const PATIENT = { connect: 10_000, statement: 600_000, lock: 10_000, idleInTransaction: 600_000 }

/** Restores into a scratch folder, starts it, and looks whether all is there and whole. @throws BackupFault, StartFault */
export async function rehearse(wish: RehearsalWish): Promise<Rehearsal> {
  const folder = await mkdtemp(join(wish.scratch, 'portico-rehearsal-'))
  await chmod(folder, 0o755)
  try {
    const began = performance.now()
    const { base, bytes, lastCommit, isReached } = await restore({ ...wish, into: folder })
    const restored = performance.now()
    const looked = await look(folder, wish)
    const checked = performance.now()
    return {
      ...{ base, lastCommit, isReached, megabytes: Math.round(bytes / 1e6) },
      ...{ restoreSeconds: seconds(restored - began), checkSeconds: seconds(checked - restored) },
      ...looked,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function look(folder: string, wish: RehearsalWish): Promise<Held & { faults: string[] }> {
  const postgres = await startPostgres({ dataDir: folder, say: wish.say })
  const db = openDatabase(postgres.ownerUrl, { size: 1, waits: PATIENT, actor: 'system upkeep' })
  try {
    const halves = await countHalves({ db })
    const missing = wish.receipts ? await missingReceipts({ db }, await linesOf(wish.receipts)) : []
    const faults = [
      ...(halves > 0 ? [`${halves} submissions or cases are there by halves.`] : []),
      ...(missing.length > 0 ? [`${missing.length} receipts are not there, such as ${missing[0]}.`] : []),
      ...(await logFaults(postgres.url, { witness: wish.witness, sealed: await sealedEntries({ db }) })),
    ]
    return { ...(await countHeld({ db })), faults }
  } finally {
    await db.close()
    await postgres.stop()
  }
}

async function logFaults(database: string, { witness, sealed }: { witness: string; sealed: number }): Promise<string[]> {
  const hashers = openHashers(1)
  try {
    const heads = await witnessedIn(witness).catch(() => [])
    const witnessed = heads.filter(head => Number(head.split('\n')[1]) <= sealed)
    const log = await openLogAt(database)
    const report = await checkLog(log, { witnessed, keys: [], mirrors: [lookupsAgainstLog] }, hashers).finally(() => log.close())
    return report.findings.map(({ sentence }) => `The log: ${sentence}`)
  } finally {
    await hashers.close()
  }
}

async function linesOf(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).split('\n').filter(Boolean)
}

function seconds(ms: number): number {
  return Number((ms / 1000).toFixed(1))
}
