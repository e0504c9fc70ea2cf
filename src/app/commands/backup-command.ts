import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BackupFault, type BackupKey, backUp, readBackupKey, restore } from '#platform/postgres'
import { type Rehearsal, rehearse } from '../backup/rehearse.ts'
import type { Config } from '../config.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico backup [--to DIR] [--key FILE]
                          copy the database of the running Portico, while it works; DIR is BACKUP_DIR unless said otherwise
portico backup rehearse [--from DIR] [--at INSTANT] [--key FILE] [--receipts FILE] [--scratch DIR] [--json]
                          restore into a scratch folder, start it, look whether all is there and whole, say how long it took
portico restore --from DIR --into DATA_DIR [--at INSTANT] [--key FILE]
                          put the database back as it was at INSTANT, such as 2026-11-22T09:30:00Z; all there is without one

Ends with 0 when all is well, 1 when it is not, 2 when the command was not understood.`

interface Words {
  readonly folder: string | undefined
  readonly key: BackupKey
  readonly at: Date | undefined
}

const OPTIONS = {
  to: 'text',
  from: 'text',
  into: 'text',
  at: 'text',
  key: 'text',
  receipts: 'text',
  scratch: 'text',
  json: 'switch',
} as const

/** `backup` and `backup rehearse`. @returns the exit code @throws BackupFault, StartFault */
export async function backupCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, OPTIONS)
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  const verb = read.named.join(' ')
  const { folder, key, at } = await wordsOf(config, read.text)
  if (!folder)
    return refuse(`Where are the backups? Say it with ${verb === 'rehearse' ? '--from' : '--to'} DIR, or set BACKUP_DIR.`)
  if (verb === '') return makeBackup(config, { to: folder, key })
  if (verb !== 'rehearse') return refuse(USAGE)
  const { receipts, scratch = tmpdir() } = read.text
  const witness = join(config.witness.folder, 'heads.jsonl')
  const rehearsal = await rehearse({ from: folder, at, key, receipts, scratch, witness, say })
  if (read.on.has('json')) console.log(JSON.stringify(rehearsal))
  else for (const line of linesOf(rehearsal)) console.log(line)
  return rehearsal.faults.length > 0 ? 1 : 0
}

/** `restore`. @returns the exit code @throws BackupFault, StartFault */
export async function restoreCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, OPTIONS)
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  const { into } = read.text
  const { folder, key, at } = await wordsOf(config, read.text)
  if (!folder || !into || read.named.length > 0) return refuse(USAGE)
  const began = performance.now()
  const { base, lastCommit, isReached, bytes } = await restore({ from: folder, into, at, key, say })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`Restored ${Math.round(bytes / 1e6)} MB from ${base} into ${into} in ${seconds} s.`)
  for (const line of reachedLines({ lastCommit, isReached })) console.log(line)
  console.log(
    `Put back beside it, from where you keep them: ${into}/secret (or PORTICO_SECRET), ${into}/keys. Then start with DATA_DIR=${into}.`,
  )
  return 0
}

async function makeBackup({ databaseUrl, dataDir }: Config, wish: { to: string; key: BackupKey }): Promise<number> {
  if (databaseUrl)
    throw new BackupFault('DATABASE_URL names a PostgreSQL of your own: back it up with pgBackRest, as docs/OPERATIONS.md says.')
  const began = performance.now()
  const { base, manifest } = await backUp(dataDir, wish)
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(
    `Backed up ${Math.round(bytes / 1e6)} MB to ${base} in ${seconds} s${wish.key ? ', sealed' : ', not sealed: give a key with --key'}.`,
  )
  console.log(`It can be restored to ${manifest.endedAt} and, with what BACKUP_DIR is brought, to any later second.`)
  console.log(
    `Not in it, and nothing can be read without: ${dataDir}/secret (or PORTICO_SECRET) and ${dataDir}/keys. Keep them elsewhere.`,
  )
  return 0
}

function linesOf(rehearsal: Rehearsal): string[] {
  const { faults, base, megabytes, restoreSeconds, checkSeconds, submissions, cases, messages, documents, entries } = rehearsal
  return [
    faults.length > 0 ? 'THIS BACKUP CANNOT BE RELIED ON.' : 'This backup can be relied on: all is there, and whole.',
    ...faults.map(fault => `- ${fault}`),
    `Restored ${megabytes} MB from ${base} in ${restoreSeconds} s, and looked through it in ${checkSeconds} s.`,
    `It holds ${submissions} submissions, ${cases} cases, ${messages} messages, ${documents} documents and ${entries} entries of the log.`,
    ...reachedLines(rehearsal),
  ]
}

function reachedLines({ lastCommit, isReached }: Pick<Rehearsal, 'lastCommit' | 'isReached'>): string[] {
  return [
    lastCommit ? `The last act in it is of ${lastCommit.toISOString()}.` : 'Nothing was written since the backup was made.',
    ...(isReached
      ? []
      : [
          'No act of after the instant you named is in the backup: what was done between the last one and then, and not brought, is lost.',
        ]),
  ]
}

async function wordsOf({ backup }: Config, text: Readonly<Record<string, string | undefined>>): Promise<Words> {
  const at = text.at === undefined ? undefined : new Date(text.at)
  if (at && (Number.isNaN(at.getTime()) || !/T.*(Z|[+-]\d\d:\d\d)$/.test(text.at!)))
    throw new BackupFault(`--at is an instant with its zone, such as 2026-11-22T09:30:00Z; it was “${text.at}”.`)
  const folder = text.to ?? text.from ?? backup?.folder
  const isConfigured = folder === backup?.folder
  const keyFile = text.key ?? (isConfigured ? backup?.keyFile : undefined)
  return { folder, at, key: keyFile ? await readBackupKey(keyFile) : undefined }
}

function say(words: string): void {
  console.error(words)
}
