import { createHash } from 'node:crypto'
import { type FileHandle, open, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DropScript } from '../old/schema.ts'
import { readCsvLine } from './csv-line.ts'

type Row = Readonly<Record<string, string>>

/** One file that arrived whole, kept in memory: only the columns that are told. */
export interface DropTable {
  readonly asOf: Date
  /** Which file answered: its checksum. */
  readonly proof: string
  /** @param answer  the number of the answer in the script */
  rows(answer: number, key: string): readonly Row[] | undefined
}

interface Settings {
  readonly script: DropScript
  readonly folder: string
  readonly tell: (sentence: string) => void
  /** Milliseconds, never backwards. */
  readonly clock: () => number
}

const LOOK_EVERY_MS = 2000
const MANIFEST = 'manifest.json'

/** Watches a folder: a file is used from the moment its manifest says that it is whole, and until then the one before it. */
export function openDrop(settings: Settings): { table(waitMs: number): Promise<DropTable | undefined> } {
  let current: DropTable | undefined
  let seen = ''
  let lookedAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined
  const look = async () => {
    const changed = await changedAt(settings.folder)
    if (changed === seen) return
    seen = changed
    try {
      current = await load(settings)
    } catch (error) {
      settings.tell(`A file in ${basename(settings.folder)} is not used: ${(error as Error).message}`)
    }
  }
  return {
    async table(waitMs) {
      if (!reading && settings.clock() - lookedAt >= LOOK_EVERY_MS) {
        lookedAt = settings.clock()
        reading = look().finally(() => {
          reading = undefined
        })
      }
      // Whoever asks while a newer file is read is answered from the one there is.
      if (reading) await Promise.race([reading, late(current ? QUICK_MS : waitMs)])
      return current
    },
  }
}

const QUICK_MS = 50

function late(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms).unref())
}

async function changedAt(folder: string): Promise<string> {
  const found = await stat(join(folder, MANIFEST)).catch(() => undefined)
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : ''
}

async function readWhole(file: FileHandle, script: DropScript): Promise<{ tables: Tables; count: number; sha256: string }> {
  const hash = createHash('sha256')
  const bytes = file.createReadStream({ autoClose: false }).on('data', part => hash.update(part))
  const read = await readRows(createInterface({ input: bytes, crlfDelay: Number.POSITIVE_INFINITY }), script)
  return { ...read, sha256: hash.digest('hex') }
}

interface Manifest {
  readonly file: string
  readonly sha256: string
  readonly rows: number
  /** The instant whose state it holds. */
  readonly asOf: Date
}

async function load({ script, folder }: Settings): Promise<DropTable> {
  const manifest = readManifest(await readFile(join(folder, MANIFEST), 'utf8'))
  const file = await open(join(folder, manifest.file)).catch(() => {
    throw new Error(`${manifest.file}, which its manifest names, is not there.`)
  })
  const { tables, count, sha256 } = await readWhole(file, script).finally(() => file.close())
  if (sha256 !== manifest.sha256) throw new Error(`${manifest.file} has another checksum than its manifest says; send it again.`)
  if (count !== manifest.rows) throw new Error(`${manifest.file} has ${count} rows where its manifest says ${manifest.rows}.`)
  return { asOf: manifest.asOf, proof: `sha256-${sha256}`, rows: (answer, key) => tables[answer]?.get(key) }
}

function readManifest(text: string): Manifest {
  const { file, sha256, rows, asOf } = parsed(text)
  const at = new Date(String(asOf))
  const isFit =
    typeof file === 'string' && file === basename(file) && /^[0-9a-f]{64}$/.test(String(sha256)) && Number.isInteger(rows)
  if (!isFit || Number.isNaN(at.getTime()))
    throw new Error('its manifest.json needs file, sha256 (64 hex digits), rows and asOf.')
  return { file, sha256: String(sha256), rows: rows as number, asOf: at }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text))
  } catch {
    throw new Error('its manifest.json is not JSON.')
  }
}

type Tables = readonly Map<string, Row[]>[]

async function readRows(
  lines: AsyncIterable<string>,
  { rows, separator = ',', answers }: DropScript,
): Promise<{ tables: Tables; count: number }> {
  const tables = answers.map(() => new Map<string, Row[]>())
  const wanted = answers.map(({ key, gives }) => [
    key,
    ...Object.values(gives).map(read => (typeof read === 'string' ? read : read.from)),
  ])
  let head: string[] | undefined
  let count = 0
  for await (const line of lines) {
    if (line === '') continue
    if (line.includes('\ufffd')) throw new Error(`row ${count + 1} is not UTF-8.`)
    if (rows === 'csv' && !head) {
      head = readCsvLine(line, separator)
      checkColumns(head, wanted.flat())
      continue
    }
    count++
    const row = head ? rowOf(head, readCsvLine(line, separator), count) : jsonRow(line, count)
    for (const [at, { key }] of answers.entries()) keep(tables[at]!, row[key], pick(row, wanted[at]!))
  }
  return { tables, count }
}

function checkColumns(head: readonly string[], wanted: readonly string[]): void {
  const missing = wanted.filter(name => !head.includes(name))
  if (missing.length > 0) throw new Error(`it has no column ${[...new Set(missing)].join(', ')}.`)
}

function rowOf(head: readonly string[], cells: readonly string[], number: number): Row {
  if (cells.length !== head.length) throw new Error(`row ${number} has ${cells.length} cells where the head has ${head.length}.`)
  return Object.fromEntries(head.map((name, at) => [name, cells[at]!]))
}

function jsonRow(line: string, number: number): Row {
  try {
    const row = Object.entries(JSON.parse(line) as Record<string, unknown>)
    return Object.fromEntries(
      row.filter(([, value]) => value !== null && typeof value !== 'object').map(([name, value]) => [name, String(value)]),
    )
  } catch {
    throw new Error(`row ${number} is not JSON.`)
  }
}

function pick(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(names.filter(name => row[name] !== undefined).map(name => [name, row[name]!]))
}

function keep(table: Map<string, Row[]>, key: string | undefined, row: Row): void {
  if (!key) return
  const rows = table.get(key)
  if (rows) rows.push(row)
  else table.set(key, [row])
}
