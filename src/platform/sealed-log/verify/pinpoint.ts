import { type Entry, readEntry } from '../entry.ts'
import { leafHash, splitHashes, TILE } from '../tree.ts'
import type { TilesChecked } from './check-tiles.ts'
import type { Finding } from './finding.ts'
import type { LogSource } from './read-log.ts'
import type { ReadHead } from './trust.ts'

interface Range {
  readonly lastGood: ReadHead | undefined
  readonly firstBad: ReadHead
  readonly count: number
}

/** Says which entry is the first that is not as it was sealed, and what was done to it, as nearly as the kept hashes can tell. */
export async function pinpoint(source: LogSource, range: Range, { odd, window }: TilesChecked): Promise<Finding> {
  const from = range.lastGood?.size ?? 0
  const tile = odd.find(({ level, index }) => level === 0 && (index + 1) * TILE > from && index * TILE < range.firstBad.size)
  if (!tile || window.byteLength === 0) return somewhere(range)
  const kept = splitHashes(window)
  const entries = await source.stretch(tile.index * TILE, kept.length)
  const now = entries.map(leafHash)
  const at = kept.findIndex((hash, index) => !now[index]?.equals(hash))
  // The kept hashes agree with the entries where the heads do not: they were rewritten along with them.
  if (at < 0 || tile.index * TILE + at < from) return somewhere(range)
  const position = tile.index * TILE + at + 1
  const same = (left: Buffer | undefined, right: Buffer | undefined) => left !== undefined && right?.equals(left) === true
  const keptAt = kept.findIndex((hash, index) => index > at && same(hash, now[at]))
  const nowAt = now.findIndex((hash, index) => index > at && same(hash, kept[at]))
  return describe({ position, range, entry: entries[at] && readEntry(entries[at]), skipped: keptAt - at, added: nowAt - at })
}

interface Described {
  readonly position: number
  readonly range: Range
  readonly entry: Entry | undefined
  /** By how many the kept hashes are ahead of the entries, and the entries of the kept hashes; below 0 when they never meet. */
  readonly skipped: number
  readonly added: number
}

function describe({ position, range, entry, skipped, added }: Described): Finding {
  const found = (kind: Finding['kind'], what: string): Finding => ({
    kind,
    at: position,
    sentence: `${what} ${since(range)}${entry ? ` ${reads(position, entry)}` : ''}`,
  })
  if (!entry) return found('log-shortened', `The log ends before entry ${position}, which was sealed.`)
  if (skipped > 0 && added > 0)
    return found('entries-reordered', `Entries stand in another order than they were sealed in, from entry ${position} on.`)
  if (skipped > 0)
    return found(
      'entries-deleted',
      `${skipped === 1 ? 'An entry was' : `${skipped} entries were`} deleted at position ${position}.`,
    )
  if (added > 0)
    return found('entries-inserted', `${added === 1 ? 'An entry was' : `${added} entries were`} put in at position ${position}.`)
  return found('entry-changed', `Entry ${position} is not the one that was sealed.`)
}

function somewhere(range: Range): Finding {
  const { lastGood, firstBad, count } = range
  const [from, to] = [(lastGood?.size ?? 0) + 1, firstBad.size]
  const where = from === to ? `Entry ${from} is` : `Among entries ${from} to ${to}, one or more are`
  return {
    kind: 'entries-altered',
    at: Math.min(from, count + 1),
    sentence: `${where} not as sealed: changed, deleted, put in or moved. ${since(range)}`,
  }
}

function since({ lastGood, firstBad }: Range): string {
  const before = lastGood
    ? `All ${lastGood.size} entries that were sealed by ${lastGood.sealedAt.toISOString()} are as they were. `
    : ''
  return `${before}What is wrong now was right when the head of ${firstBad.sealedAt.toISOString()} was sealed: it was done after that.`
}

function reads(position: number, { txId, seq, at, kind, about, by }: Entry): string {
  return `Entry ${position} now reads: number ${seq} of transaction ${txId}, ${at}, ${kind}, about ${about}, by ${by}.`
}
