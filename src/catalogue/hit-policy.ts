/** How a decision table's hits become its answer (OMG DMN 1.5, 8.2.8). One engine for service files and for DMN models. */
export type HitPolicy = 'unique' | 'first' | 'priority' | 'any' | 'collect' | 'rule order' | 'output order'

/** The rules that hold, in the table's order. A rule that is `unknown` stopped the table: no later one may decide past it. */
export interface Hits<R> {
  readonly rules: readonly R[]
  readonly unknown?: R
}

/** Looks at rules in order, no further than the policy needs. `holds` says null for a rule that cannot be judged yet. */
export function hitsOf<R>(rules: readonly R[], policy: HitPolicy, holds: (rule: R) => boolean | null): Hits<R> {
  const hits: R[] = []
  for (const rule of rules) {
    const held = holds(rule)
    if (held === null) return { rules: hits, unknown: rule }
    if (held) hits.push(rule)
    if (held && policy === 'first') break
  }
  return { rules: hits }
}

/** What a policy asks about two hits. */
export interface Comparing<T> {
  isSame(a: T, b: T): boolean
  /** Negative when the first has the higher priority. */
  byPriority(a: T, b: T): number
}

/** The answer: one, a list of all, none, or a conflict that the policy forbids. */
export type Chosen<T> = { readonly one: T } | { readonly all: readonly T[] } | 'none' | 'conflict'

/** Chooses among hits by the table's policy. */
export function choose<T>(policy: HitPolicy, hits: readonly T[], { isSame, byPriority }: Comparing<T>): Chosen<T> {
  const [first] = hits
  if (first === undefined) return 'none'
  switch (policy) {
    case 'unique':
      return hits.length === 1 ? { one: first } : 'conflict'
    case 'any':
      return hits.every(hit => isSame(hit, first)) ? { one: first } : 'conflict'
    case 'first':
      return { one: first }
    case 'priority':
      return { one: hits.toSorted(byPriority)[0]! }
    case 'output order':
      return { all: hits.toSorted(byPriority) }
    case 'rule order':
    case 'collect':
      return { all: hits }
  }
}
