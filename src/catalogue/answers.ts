import type { Fact } from './fact.ts'
import type { Answers } from './rule.ts'

type Entry = Readonly<Record<string, unknown>>

/** What is known of a fact; undefined when nothing is. `index` says which entry, for a fact of a repeated entity. */
export function answerTo(fact: Fact, answers: Answers, index = 0): unknown {
  return entryOf(fact, answers, index)?.[fact.field]
}

/** The same answers with one fact set; undefined takes it out. */
export function withAnswer(fact: Fact, answers: Answers, { value, index = 0 }: { value: unknown; index?: number }): Answers {
  const before = entryOf(fact, answers, index)
  if (value === undefined && !Object.hasOwn(before ?? {}, fact.field)) return answers
  const { [fact.field]: _, ...others } = before ?? {}
  const entry = value === undefined ? others : { ...others, [fact.field]: value }
  if (!fact.of) return { ...answers, [fact.entity]: entry }
  return { ...answers, [fact.of]: replaced(entriesOf(fact.of, answers), index, entry) }
}

/** The entries of a list in the answers, `children`; none when there is no such list yet. */
export function entriesOf(of: string, answers: Answers): readonly Entry[] {
  const list = answers[of]
  return Array.isArray(list) ? list : []
}

function entryOf(fact: Fact, answers: Answers, index: number): Entry | undefined {
  const entry = fact.of ? entriesOf(fact.of, answers)[index] : answers[fact.entity]
  return typeof entry === 'object' && entry !== null ? (entry as Entry) : undefined
}

function replaced(entries: readonly Entry[], index: number, entry: Entry): Entry[] {
  const length = Math.max(entries.length, index + 1)
  return Array.from({ length }, (_, at) => (at === index ? entry : (entries[at] ?? {})))
}
