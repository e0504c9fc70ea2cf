import { readFile } from 'node:fs/promises'
import { checkLog, checkProof, openHashers, openLogAt, type Report, readNoteKey, witnessedIn } from '#platform/sealed-log'
import { lookupsAgainstLog } from '#registers/log'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico log verify [--database URL] [--witness FILE] [--key KEY] [--threads N] [--json]
                          recompute the whole log from its rows, and hold it to its heads and the witness's
portico log prove ID      what a person can keep: entry ID (its number, or the id it is about), and its proof
portico log check FILE --key KEY [--json]
                          hold such a proof to the log's key; needs no database

KEY is what /.well-known/log-keys.json gave you once, name+id+base64; without it, the first key that the witness was given counts.
Ends with 0 when all is as it was sealed, 1 when it is not, 2 when the command was not understood, 3 when the log could not be read.`

/** Where the log and its witness are, unless the command says otherwise. */
export interface LogDefaults {
  readonly database?: string | undefined
  readonly witness?: string | undefined
}

/** `log verify` and `log check`: a program of its own, which believes nothing of the one it checks. @returns the exit code */
export async function logCommand(rest: readonly string[], defaults: LogDefaults = {}): Promise<number> {
  const read = readArguments(rest, { database: 'text', witness: 'text', key: 'text', threads: 'text', json: 'switch' })
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  const [verb, file, ...more] = read.named
  const { key, threads = '2' } = read.text
  const database = read.text.database ?? defaults.database
  const isJson = read.on.has('json')
  if (more.length > 0 || !/^\d{1,2}$/.test(threads) || (key !== undefined && !isKey(key))) return refuse(USAGE)
  if (verb === 'check' && file && key) return check(file, key, isJson)
  if (verb !== 'verify' || file !== undefined) return refuse(USAGE)
  if (!database) return refuse('Which log? Name its database with --database postgres://…')
  const keys = key === undefined ? [] : [key]
  return verify({ database, witness: read.text.witness ?? defaults.witness, keys, threads: Number(threads), isJson })
}

function isKey(text: string): boolean {
  try {
    return readNoteKey(text).text === text
  } catch {
    return false
  }
}

interface Verify {
  readonly database: string
  readonly witness: string | undefined
  readonly keys: readonly string[]
  readonly threads: number
  readonly isJson: boolean
}

async function verify({ database, witness, keys, threads, isJson }: Verify): Promise<number> {
  const hashers = openHashers(threads)
  const started = performance.now()
  try {
    const witnessed = witness === undefined ? [] : await witnessedIn(witness)
    const log = await openLogAt(database)
    const report = await checkLog(log, { witnessed, keys, mirrors: [lookupsAgainstLog] }, hashers).finally(() => log.close())
    const seconds = (performance.now() - started) / 1000
    if (isJson) console.log(JSON.stringify({ ...report, seconds: Number(seconds.toFixed(1)) }))
    else for (const line of linesOf(report, seconds)) console.log(line)
    return report.findings.length > 0 ? 1 : 0
  } catch (error) {
    console.error(`The log could not be read, so nothing is said of it: ${(error as Error).message}`)
    return 3
  } finally {
    await hashers.close()
  }
}

const KEYS_FROM = {
  operator: 'the key you gave',
  witness: 'the first key the witness was given',
  database: 'the key in the database',
}

function linesOf(
  { entries, sealed, heads, witnessed, witnessedSize, keysFrom, findings, warnings }: Report,
  seconds: number,
): string[] {
  const verdict =
    findings.length > 0
      ? 'THE LOG IS NOT AS IT WAS SEALED. Change nothing, keep a copy of the database as it is, and see docs/OPERATIONS.md.'
      : sealed > 0
        ? 'The log is as it was sealed: no entry was changed, deleted, put in or moved.'
        : 'Nothing of the log is sealed yet.'
  return [
    verdict,
    ...findings.map(({ sentence }) => `- ${sentence}`),
    `Looked at ${entries} entries and ${heads} heads in ${seconds.toFixed(1)} s; ${sealed} entries are sealed; the witness holds ${witnessed} heads, over up to ${witnessedSize} entries.`,
    `Signatures were held to ${KEYS_FROM[keysFrom]}.`,
    ...warnings,
  ]
}

async function check(file: string, key: string, isJson: boolean): Promise<number> {
  const found = checkProof(await readJson(file), [readNoteKey(key)])
  if (isJson)
    console.log(
      JSON.stringify(found.holds ? { holds: true, entry: found.entry, size: found.size, sealedAt: found.sealedAt } : found),
    )
  else if (!found.holds) console.log(found.why)
  else {
    const { entry, size, sealedAt } = found
    console.log(`This entry stands in the log of ${size} entries that was sealed on ${sealedAt.toISOString()}:`)
    for (const [name, value] of Object.entries(entry)) console.log(`  ${name}: ${value}`)
  }
  return found.holds ? 0 : 1
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
