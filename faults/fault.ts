/** How large a run is to be. */
export interface Extent {
  /** How often each fault is made; every time at another moment. */
  readonly seeds: number
  /** From which all moments follow. */
  readonly firstSeed: number
}

/** What was seen while a fault was made and after it. */
export interface Seen {
  /** Receipts that people were shown. */
  readonly receipts: number
  readonly lost: number
  readonly doubled: number
  /** Things of which one half is there and the other is not. */
  readonly torn: number
  /** The longest time without service after one fault, in milliseconds; undefined where none was broken off. */
  readonly gapMs?: number
  /** More figures, by name. */
  readonly figures?: Readonly<Record<string, number>>
  /** Sentences; none when all held. */
  readonly faults: readonly string[]
}

/** A fault that a program makes, bounded and repeatable, and what must hold all the same. */
export interface Fault {
  readonly name: string
  /** A bug of ours, put in to see that it is noticed: then what did not hold is what was hoped for. */
  readonly isPlanted?: boolean
  /** Why this machine cannot make it, as a sentence; undefined where it can. */
  readonly whyNot: () => string | undefined
  readonly make: (extent: Extent) => Promise<Seen>
}
