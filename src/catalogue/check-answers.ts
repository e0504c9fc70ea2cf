import type { Fact } from './fact.ts'
import { type AnswerFault, answerFault } from './read-answer.ts'
import type { Answers } from './rule.ts'
import type { Service } from './service.ts'

/** Something in answers from a program that cannot be taken. */
export interface AnswerProblem {
  /** JSON Pointer: `/children/0/bornOn`. */
  readonly at: string
  /** The fact it is about; absent when no fact goes by that name. */
  readonly fact?: Fact
  readonly fault: AnswerFault | GroupFault
}

/** What may be wrong around the answers: a name nobody knows, or a group of another shape. */
export type GroupFault =
  | { readonly code: 'unknown-name' | 'not-a-group' | 'not-a-list' }
  | { readonly code: 'too-many-entries'; readonly max: number }

const MOST_ENTRIES = 1000

/** All that is wrong with answers, read as `Answers` when nothing is. What is missing is not wrong: it may still come. */
export function checkAnswers(service: Service, sent: unknown, on: string): { problems: AnswerProblem[]; answers: Answers } {
  if (!isGroup(sent)) return { problems: [{ at: '', fault: { code: 'not-a-group' } }], answers: {} }
  const groups = groupsOf.get(service) ?? Map.groupBy(service.facts.values(), fact => fact.of ?? fact.entity)
  groupsOf.set(service, groups)
  const problems = Object.entries(sent).flatMap(([name, group]) => {
    const facts = groups.get(name)
    const at = `/${escaped(name)}`
    if (!facts) return [{ at, fault: { code: 'unknown-name' as const } }]
    return facts[0]?.of ? inList(service, group, { facts, at, on }) : inGroup(group, { facts, at, on })
  })
  return { problems, answers: problems.length > 0 ? {} : sent }
}

// A service does not change while it is held, and many answers are checked by it.
const groupsOf = new WeakMap<Service, ReadonlyMap<string, readonly Fact[]>>()

interface Place {
  readonly facts: readonly Fact[]
  readonly at: string
  readonly on: string
}

function inList({ pages }: Service, entries: unknown, place: Place): AnswerProblem[] {
  const most = pages.flatMap(({ repeat }) => (repeat && repeat.of === place.facts[0]?.of ? [repeat.max] : []))
  const max = most.length > 0 ? Math.max(...most) : MOST_ENTRIES
  if (!Array.isArray(entries)) return [{ at: place.at, fault: { code: 'not-a-list' } }]
  if (entries.length > max) return [{ at: place.at, fault: { code: 'too-many-entries', max } }]
  return entries.flatMap((entry, index) => inGroup(entry, { ...place, at: `${place.at}/${index}` }))
}

function inGroup(group: unknown, { facts, at, on }: Place): AnswerProblem[] {
  if (!isGroup(group)) return [{ at, fault: { code: 'not-a-group' } }]
  return Object.entries(group).flatMap(([field, value]): AnswerProblem[] => {
    const fact = facts.find(each => each.field === field)
    const there = `${at}/${escaped(field)}`
    if (!fact) return [{ at: there, fault: { code: 'unknown-name' } }]
    const fault = answerFault(fact, value, on)
    return fault ? [{ at: there, fact, fault }] : []
  })
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @see RFC 6901, section 4 */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
