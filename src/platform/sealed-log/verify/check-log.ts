import { readHead } from '../head.ts'
import { type NoteKey, readNoteKey } from '../note.ts'
import { checkHeads } from './check-heads.ts'
import { checkMirrors, type Mirror } from './check-mirrors.ts'
import { checkTiles } from './check-tiles.ts'
import type { Finding, Report } from './finding.ts'
import type { Hashers } from './hashers.ts'
import { pinpoint } from './pinpoint.ts'
import type { HeadRow, LogSource } from './read-log.ts'
import { type ReadHead, trustFrom } from './trust.ts'
import { type Walked, walkEntries } from './walk-entries.ts'

/** What is held against the database. */
export interface Evidence {
  /** Every head that the witness was given; none when there is no witness. */
  readonly witnessed: readonly string[]
  /** Keys that the operator vouches for. Without any, those that the witness was first given count; without a witness, the database's. */
  readonly keys: readonly string[]
  /** What is shown to people and should say what the log says. */
  readonly mirrors?: readonly Mirror[]
}

const FINDINGS_MAX = 20

/** Looks through the whole log: recomputes everything from the rows, and believes of the database nothing but these. */
export async function checkLog(
  source: LogSource,
  { witnessed, keys, mirrors = [] }: Evidence,
  hashers: Hashers,
): Promise<Report> {
  const rows = await source.heads()
  const pinned = pin(rows, witnessed, keys)
  const judge = judgeInOrder(rows, witnessed, pinned.keys)
  const heads = { rows, kept: rows.map(({ note }) => judge(note)), witnessed: witnessed.map(judge) }
  const sizes = [...heads.kept, ...heads.witnessed].flatMap(head => (head ? [head.size] : []))
  const walked = await walkEntries(source, sizes, hashers)
  const newest = (held: Heads['kept']) => Math.max(0, ...held.map(head => (head?.isTrusted ? head.size : 0)))
  const sealed = newest(heads.kept)
  return {
    entries: walked.count,
    sealed,
    heads: rows.length,
    witnessed: witnessed.length,
    witnessedSize: Math.max(0, ...heads.witnessed.map(head => head?.size ?? 0)),
    keys: pinned.keys.map(({ text }) => text),
    keysFrom: pinned.from,
    findings: [
      ...(await findingsIn(source, heads, walked, Math.max(sealed, newest(heads.witnessed)))),
      ...(await checkMirrors(source, mirrors)),
    ],
    warnings: warningsOf({ witnessed: witnessed.length, pinnedFrom: pinned.from, unsealed: walked.count - sealed, heads }),
  }
}

interface Heads {
  readonly rows: readonly HeadRow[]
  readonly kept: readonly (ReadHead | undefined)[]
  readonly witnessed: readonly (ReadHead | undefined)[]
}

function pin(
  rows: readonly HeadRow[],
  witnessed: readonly string[],
  keys: readonly string[],
): { keys: readonly NoteKey[]; from: Report['keysFrom'] } {
  if (keys.length > 0) return { keys: keys.map(readNoteKey), from: 'operator' }
  const first = witnessed.map(readHead).find(head => head !== undefined)
  if (first) return { keys: first.keys, from: 'witness' }
  return { keys: (rows[0] && readHead(rows[0].note)?.keys) ?? [], from: 'database' }
}

/** Trust grows with the log, so its heads are judged from the first on, whoever holds them. */
function judgeInOrder(rows: readonly HeadRow[], witnessed: readonly string[], keys: readonly NoteKey[]) {
  const judge = trustFrom(keys)
  const sizeOf = (note: string) => readHead(note)?.size ?? 0
  const all = [...witnessed, ...rows.map(({ note }) => note)].map(note => ({ note, size: sizeOf(note) }))
  for (const { note } of all.sort((a, b) => a.size - b.size)) judge(note)
  return judge
}

async function findingsIn(source: LogSource, heads: Heads, walked: Walked, sealed: number): Promise<Finding[]> {
  const { findings, firstBad, lastGood } = checkHeads(heads, walked)
  const tiles = await checkTiles(source, walked, Math.min(sealed, walked.count))
  const isCutOnly = firstBad !== undefined && firstBad.size > walked.count && tiles.odd.every(({ level }) => level > 0)
  const entries = firstBad && !isCutOnly ? [await pinpoint(source, { lastGood, firstBad, count: walked.count }, tiles)] : []
  const hashes: Finding[] = firstBad
    ? []
    : tiles.odd.map(({ level, index }) => ({
        kind: 'tile-changed',
        at: index * 256 ** (level + 1) + 1,
        sentence: `The kept hashes of tile ${index} at level ${level} are not those of the entries, which are themselves as they were sealed: the hashes were changed, taken away or put in.`,
      }))
  const others = [...findings, ...hashes].sort((a, b) => a.at - b.at)
  return [...entries, ...others].slice(0, FINDINGS_MAX)
}

interface Circumstances {
  readonly witnessed: number
  readonly pinnedFrom: Report['keysFrom']
  readonly unsealed: number
  readonly heads: Heads
}

function warningsOf({ witnessed, pinnedFrom, unsealed, heads }: Circumstances): string[] {
  const newest = heads.kept.at(-1)
  const seen = Math.max(0, ...heads.witnessed.map(head => head?.size ?? 0))
  return [
    ...(witnessed === 0
      ? [
          'No witness was asked: whoever holds the database and the key could have written the whole log anew. Name one with --witness.',
        ]
      : []),
    ...(pinnedFrom === 'database' ? ['The key was taken from the database itself. Name the one you were told with --key.'] : []),
    ...(witnessed > 0 && newest && newest.size > seen
      ? [`${newest.size - seen} sealed entries were not given to the witness yet.`]
      : []),
    ...(unsealed > 0 ? [`${unsealed} entries are not sealed yet: nothing can be said of them.`] : []),
  ]
}
