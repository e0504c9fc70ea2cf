/** One entry of a service's releases: from then on, `share` percent of new starts go to `version`. 0 takes it back. */
export interface ReleaseEntry {
  readonly version: number
  /** Whole percent, 0 to 100. */
  readonly share: number
}

/** How a service stands: the version that everybody gets, and one that a share of new starts gets instead. */
export interface Standing {
  readonly version: number
  readonly trial?: ReleaseEntry
}

interface Reading {
  /** Versions released to everybody, the one that counts last. */
  readonly whole: readonly number[]
  readonly trial?: ReleaseEntry
}

/** What a service's releases, in the order in which they were made, come to; undefined while none stands. */
export function standingOf(entries: readonly ReleaseEntry[]): Standing | undefined {
  const { whole, trial } = entries.reduce(after, { whole: [] } as Reading)
  const version = whole.at(-1)
  return version === undefined ? undefined : { version, ...(trial && { trial }) }
}

/** A release to everybody ends a trial; a trial replaces one before it; what is taken back leaves what stood before it. */
function after({ whole, trial }: Reading, entry: ReleaseEntry): Reading {
  const { version, share } = entry
  const others = whole.filter(one => one !== version)
  if (share === 100) return { whole: [...others, version] }
  if (share > 0) return { whole, trial: entry }
  return { whole: others, ...(trial && trial.version !== version && { trial }) }
}
