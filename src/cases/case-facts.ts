import { type Answers, answerTo, type Expression, entriesOf, type Fact, type Service } from '#catalogue'

/**
 * Where each fact came from: `typed`, `corrected`, or the register query that told it, `population.birth-notices`.
 * A key is a fact's name, `household.incomeLastYear`, or for one entry of a list its name and number, `child.bornOn 0`.
 */
export type Sources = Readonly<Record<string, string>>

/** The source of a value that was corrected when the person asked for it. */
export const CORRECTED = 'corrected'

/** The facts a case holds. */
export interface CaseFacts {
  readonly answers: Answers
  readonly sources: Sources
}

/** Only what this service needs of what the person sent: the agency gets nothing else. */
export function factsNeededBy(service: Service, held: CaseFacts): CaseFacts {
  const used = usedBy.get(service) ?? factsUsedBy(service)
  usedBy.set(service, used)
  return onlyFacts(used, held)
}

// A service never changes while it is held, and many cases are opened by it.
const usedBy = new WeakMap<Service, Fact[]>()

/** These facts and no others. */
export function onlyFacts(facts: readonly Fact[], { answers, sources }: CaseFacts): CaseFacts {
  const needed: Kept = new Map()
  for (const fact of facts) keepFact(needed, fact, answers)
  const ours = Object.entries(sources).filter(([key]) => facts.some(({ name }) => name === key.replace(/ \d+$/, '')))
  return { answers: Object.fromEntries(needed), sources: Object.fromEntries(ours) }
}

/**
 * What its pages ask, its rules read, its document shows and its payment needs; not all that a register happens to tell.
 * A list it looks up without naming any fact of it is used whole.
 */
function factsUsedBy(service: Service): Fact[] {
  const all = [...service.facts.values()]
  const isNamed = namedBy(service)
  const named = all.filter(isNamed)
  const lists = service.know.flatMap(({ facts }) => facts).filter(list => !named.some(({ of }) => of === list))
  return all.filter(fact => named.includes(fact) || (fact.of !== undefined && lists.includes(fact.of)))
}

function namedBy({ pages, eligible, decide, tasks, know, gives, pays }: Service): (fact: Fact) => boolean {
  const names = new Set([
    ...[...pages.flatMap(page => page.facts), ...(gives?.shows ?? [])].map(({ name }) => name),
    ...know.flatMap(lookup => lookup.facts),
    ...(pays ? [pays.to] : []),
  ])
  const read = [
    ...[...pages, ...tasks].map(({ when }) => when),
    ...[...eligible, ...decide.rules].map(rule => rule.if),
    ...decide.rules.flatMap(({ outputs }) => [...outputs.values()]),
  ].filter(expression => expression !== undefined)
  return fact => names.has(fact.name) || read.some(expression => reads(expression, fact))
}

/** A rule such as `every c in children satisfies known(c.noticeId)` reads a list’s fact under a name of its own. */
function reads({ facts, source }: Expression, { name, field, of }: Fact): boolean {
  return facts.includes(name) || (of !== undefined && new RegExp(`\\b${field}\\b`, 'u').test(source))
}

/** Where one answer came from; what is not listed was typed. */
export function sourceOf(sources: Sources, { name }: Pick<Fact, 'name'>, index = 0): string {
  return sources[`${name} ${index}`] ?? sources[name] ?? 'typed'
}

type Entry = Record<string, unknown>
type Kept = Map<string, Entry | Entry[]>

/** Takes over what is known of a fact. */
function keepFact(kept: Kept, fact: Fact, answers: Answers): void {
  const count = fact.of ? entriesOf(fact.of, answers).length : 1
  for (let index = 0; index < count; index++) {
    const value = answerTo(fact, answers, index)
    if (value !== undefined) entryIn(kept, fact, index)[fact.field] = value
  }
}

function entryIn(kept: Kept, { of, entity }: Fact, index: number): Entry {
  const name = of ?? entity
  const held = kept.get(name) ?? (of ? [] : {})
  kept.set(name, held)
  if (!Array.isArray(held)) return held
  while (held.length <= index) held.push({})
  return held[index]!
}
