import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isoDay } from './calendar.ts'
import { FIRST_DAY } from './circle.ts'
import { FILES, type Lines, monthOf } from './lines.ts'
import type { Country } from './live.ts'
import { liveSideBySide } from './live-side-by-side.ts'

/** What a country's folder holds; the digests are SHA-256, in hex. */
export interface Manifest {
  readonly seed: number
  readonly people: number
  readonly from: string
  readonly until: string
  readonly files: Readonly<Record<string, { readonly lines: number; readonly digest: string }>>
  /** Of the digests of all files, in the order they are named here. */
  readonly digest: string
}

/** Writes a country into a folder: JSON Lines for each kind, its events in order of time, and a manifest. Holds a few circles at a time, never the country. */
export async function writeCountry(country: Country, folder: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true })
  const months = await Promise.all(
    Array.from({ length: monthOf(country.until) + 1 }, (_, month) => openFile(partOf(folder, month))),
  )
  const files = await Promise.all(FILES.map(name => openFile(join(folder, `${name}.jsonl`))))
  for await (const written of liveSideBySide(country)) {
    await Promise.all(FILES.map((name, at) => files[at]!.add(written.files[name])))
    await Promise.all(written.months.map((lines, month) => months[month]!.add(lines)))
  }
  const told = await Promise.all(files.map(file => file.end()))
  await Promise.all(months.map(month => month.end()))
  const events = await joinMonths(folder, months.length)
  const named = Object.fromEntries([...FILES.map((name, at) => [`${name}.jsonl`, told[at]!] as const), ['events.jsonl', events]])
  const manifest = manifestOf(country, named)
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
  return manifest
}

function manifestOf({ seed, people, until }: Country, files: Manifest['files']): Manifest {
  const all = createHash('sha256')
  for (const { digest } of Object.values(files)) all.update(digest)
  return { seed, people, from: isoDay(FIRST_DAY), until: isoDay(until), files, digest: all.digest('hex') }
}

/** Puts the events of all circles in order, a month at a time: those of one day stay in the order of their circles. */
async function joinMonths(folder: string, count: number): Promise<{ lines: number; digest: string }> {
  const events = await openFile(join(folder, 'events.jsonl'))
  for (let month = 0; month < count; month++) {
    const lines = (await readFile(partOf(folder, month), 'utf8')).split('\n').slice(0, -1)
    // Every line begins {"on":"2026-11-21": all of a month compare by the day alone.
    lines.sort((one, other) => one.charCodeAt(15) - other.charCodeAt(15) || one.charCodeAt(16) - other.charCodeAt(16))
    await events.add({ count: lines.length, bytes: Buffer.from(lines.map(line => `${line}\n`).join('')) })
    await rm(partOf(folder, month))
  }
  return events.end()
}

function partOf(folder: string, month: number): string {
  return join(folder, `.events-${month}.part`)
}

async function openFile(path: string) {
  const file: FileHandle = await open(path, 'w')
  const hash: Hash = createHash('sha256')
  let lines = 0
  return {
    async add({ count, bytes }: Lines): Promise<void> {
      if (count === 0) return
      lines += count
      hash.update(bytes)
      await file.writeFile(bytes)
    },
    async end(): Promise<{ lines: number; digest: string }> {
      await file.close()
      return { lines, digest: hash.digest('hex') }
    },
  }
}
