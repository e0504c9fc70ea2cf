import { placeOf } from '../entry.ts'
import type { Finding } from './finding.ts'
import type { HeadRow } from './read-log.ts'
import type { ReadHead } from './trust.ts'
import type { Walked } from './walk-entries.ts'

export interface HeadsToCheck {
  readonly rows: readonly HeadRow[]
  /** What each row's and each witnessed note says; undefined where it is no head. */
  readonly kept: readonly (ReadHead | undefined)[]
  readonly witnessed: readonly (ReadHead | undefined)[]
}

/** What the heads say against the log: about themselves, and from which size on its entries are not those that were sealed. */
export interface HeadsChecked {
  readonly findings: readonly Finding[]
  readonly firstBad: ReadHead | undefined
  readonly lastGood: ReadHead | undefined
}

/** Holds every head, ours and the witness's, to what the entries come to now. Pure. */
export function checkHeads({ rows, kept, witnessed }: HeadsToCheck, walked: Walked): HeadsChecked {
  const sound = (heads: HeadsToCheck['kept']) => heads.filter(head => head?.isTrusted) as ReadHead[]
  const all = [...sound(kept), ...sound(witnessed)].sort((a, b) => a.size - b.size)
  const isGood = ({ size, root }: ReadHead) => walked.at.get(size)?.root.equals(root) === true
  const firstBad = all.find(head => !isGood(head))
  return {
    firstBad,
    lastGood: all.filter(head => head.size < (firstBad?.size ?? Number.POSITIVE_INFINITY)).at(-1),
    findings: [
      ...rows.flatMap((row, at) => ofKept(row, kept[at], walked)),
      ...unlinked(kept),
      ...ofWitnessed(rows, witnessed),
      ...shortened(all.at(-1), walked.count),
    ],
  }
}

function ofKept(row: HeadRow, head: ReadHead | undefined, walked: Walked): Finding[] {
  const finding = (kind: Finding['kind'], sentence: string): Finding[] => [{ kind, at: row.size, sentence }]
  const name = `The head over ${row.size} entries`
  if (!head) return finding('head-damaged', `${name} in the database cannot be read: what was signed was changed.`)
  if (!head.isTrusted)
    return finding(
      'head-forged',
      `${name}, which says it was sealed on ${head.sealedAt.toISOString()}, is not signed by any key that was vouched for: it was changed, or signed with another key.`,
    )
  const place = walked.at.get(head.size)?.place
  const isSame =
    head.size === row.size &&
    head.sealedAt.getTime() === row.sealedAt.getTime() &&
    (place === undefined || place.equals(placeOf(row.lastTxId, row.lastSeq)))
  return isSame
    ? []
    : finding(
        'head-changed',
        `${name} says something else in its columns than in what was signed on ${head.sealedAt.toISOString()}.`,
      )
}

/** Each head says over how many entries the one before it stood. */
function unlinked(kept: HeadsToCheck['kept']): Finding[] {
  return kept.flatMap((head, at): Finding[] => {
    const before = at === 0 ? 0 : (kept[at - 1]?.size ?? head?.after)
    if (!head || head.after === before) return []
    const sentence = `The head over ${head.after} entries, after which the one over ${head.size} was sealed, is not in the database any more.`
    return [{ kind: 'head-missing', at: head.after, sentence }]
  })
}

function ofWitnessed(rows: readonly HeadRow[], witnessed: HeadsToCheck['witnessed']): Finding[] {
  const notes = new Map(rows.map(({ size, note }) => [size, note]))
  return witnessed.flatMap((head): Finding[] => {
    if (!head?.isTrusted)
      return [
        {
          kind: 'witness-damaged',
          at: head?.size ?? 0,
          sentence: `The witness holds ${head ? `a head over ${head.size} entries` : 'a line'} that the log did not sign: its own record was changed, or the wrong key was given.`,
        },
      ]
    const ours = notes.get(head.size)
    if (ours === head.note) return []
    const since = `The witness was given it on ${head.sealedAt.toISOString()}.`
    return ours === undefined
      ? [
          {
            kind: 'head-missing',
            at: head.size,
            sentence: `The head over ${head.size} entries is not in the database any more. ${since}`,
          },
        ]
      : [
          {
            kind: 'head-replaced',
            at: head.size,
            sentence: `The head over ${head.size} entries is another one than the witness holds. ${since}`,
          },
        ]
  })
}

function shortened(newest: ReadHead | undefined, count: number): Finding[] {
  if (!newest || newest.size <= count) return []
  const missing = newest.size - count
  return [
    {
      kind: 'log-shortened',
      at: count + 1,
      sentence: `The log holds ${count} entries, and ${newest.size} were sealed by ${newest.sealedAt.toISOString()}: ${missing} ${missing === 1 ? 'is' : 'are'} gone, or the database was put back to an earlier day.`,
    },
  ]
}
