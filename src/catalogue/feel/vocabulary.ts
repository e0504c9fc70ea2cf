import type { Fact, FactName } from '../fact.ts'
import type { Parameter } from '../rule.ts'
import type { Figure } from './figure.ts'

/** The names an expression may use. */
export interface Vocabulary {
  readonly facts: ReadonlyMap<FactName, Fact>
  readonly parameters: ReadonlyMap<string, Parameter>
  /** What was worked out before, by name. */
  readonly figures?: ReadonlyMap<string, Figure>
  /** Names of figures that are worked out later, or just now: not to be used yet. */
  readonly later?: ReadonlySet<string>
  /** The repeated entity a page stands at, `child`: only its own expressions may say `child.bornOn`. */
  readonly at?: string
  /** How many entries each list may have, where the service says so. */
  readonly rows?: ReadonlyMap<string, number>
  /** It was published before: what the checker has learnt since to call a mistake is none. */
  readonly isPublished?: boolean
  /** Facts by entity and field, made once for all expressions over the same facts. */
  readonly entities: Entities
}

export interface Entity {
  readonly name: string
  readonly of?: string
  readonly fields: ReadonlyMap<string, Fact>
}

export interface Entities {
  readonly byName: ReadonlyMap<string, Entity>
  /** `children` → the entity `child`. */
  readonly byList: ReadonlyMap<string, Entity>
}

/** Sorts facts by the entity they are of. */
export function entitiesOf(facts: Iterable<Fact>): Entities {
  const byName = new Map<string, Entity & { fields: Map<string, Fact> }>()
  for (const fact of facts) {
    const entity = byName.get(fact.entity) ?? {
      name: fact.entity,
      ...(fact.of && { of: fact.of }),
      fields: new Map<string, Fact>(),
    }
    entity.fields.set(fact.field, fact)
    byName.set(fact.entity, entity)
  }
  const byList = new Map([...byName.values()].flatMap(entity => (entity.of ? [[entity.of, entity] as const] : [])))
  return { byName, byList }
}

/** The name closest to a mistyped one, when one is close enough to be meant. */
export function closest(name: string, among: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(name.length / 3))
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_\s]/g, '')
  const near = [...among].map(other => ({ other, far: distance(plain(name), plain(other)) })).filter(({ far }) => far <= limit)
  return near.sort((a, b) => a.far - b.far)[0]?.other
}

/** “Did you mean …?” when something close exists, else what to do. */
export function didYouMean(name: string, among: Iterable<string>, otherwise: string): string {
  const near = closest(name, among)
  return near ? `Did you mean “${near}”?` : otherwise
}

/** Levenshtein's distance: letters to change, add or take away. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === b[j] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
