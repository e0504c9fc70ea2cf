import type { Difference } from '#catalogue'

/** What many people's differences come to: those alike stand together, with the names of a few. */
export interface Grouped {
  /** One of those it stands for; of values that went the same way, an example. */
  readonly difference: Difference
  readonly count: number
  /** At most five. */
  readonly labels: readonly string[]
}

/** A part of a rehearsal: what was played through, and what would have been different. */
export interface Played {
  readonly compared: number
  /** How many of those differ in anything at all. */
  readonly changed: number
  /** The most frequent first. */
  readonly groups: readonly Grouped[]
}

/** One answered journey that was played through both versions. */
export interface Replayed {
  /** A case's reference, or the number of a generated walk. */
  readonly label: string
  readonly differences: readonly Difference[]
}

const LABELS_MOST = 5

/** Puts together what is alike. Pure. */
export function grouped(replayed: Iterable<Replayed>): Played {
  const groups = new Map<string, { difference: Difference; count: number; labels: string[] }>()
  let compared = 0
  let changed = 0
  for (const { label, differences } of replayed) {
    compared++
    if (differences.length > 0) changed++
    for (const difference of differences) {
      const key = likeness(difference)
      const group = groups.get(key) ?? { difference, count: 0, labels: [] }
      group.count++
      if (group.labels.length < LABELS_MOST) group.labels.push(label)
      groups.set(key, group)
    }
  }
  return { compared, changed, groups: [...groups.values()].sort((a, b) => b.count - a.count) }
}

/** Values are alike when the same one goes the same way; everything else when it is the same. */
function likeness(difference: Difference): string {
  return JSON.stringify(difference.what === 'value' ? ['value', difference.name, wayOf(difference)] : difference)
}

export type Way = 'more' | 'less' | 'other'

export function wayOf({ from, to }: { readonly from: unknown; readonly to: unknown }): Way {
  if (typeof from !== 'number' || typeof to !== 'number') return 'other'
  return to > from ? 'more' : 'less'
}
