import {
  type AnswerFault,
  answerFault,
  answerTo,
  entriesOf,
  type Fact,
  type FactName,
  type Page,
  type Walk,
  walk,
} from '#catalogue'
import type { Definition } from './definition.ts'
import { type Draft, factKey } from './draft.ts'

/** One page as this person meets it: only the questions that no register has answered. */
export interface Step {
  /** In the address: `child-benefit.account`, or `register-birth.child:2` for the second child. */
  readonly id: string
  readonly page: Page
  readonly index: number
  readonly asks: readonly Fact[]
  /** Facts of the same page that a register told. */
  readonly known: readonly Fact[]
}

export type Faults = Readonly<Record<FactName, AnswerFault>>

type Held = Pick<Draft, 'answers' | 'told'>

// A request asks several times for the steps of the one draft it has read, and a draft that was read does not change.
const walked = new WeakMap<Held, { definition: Definition; on: string; steps: readonly Step[] }>()

/** The pages that apply now, in order; pages that registers have answered whole are left out. */
export function stepsOf(definition: Definition, draft: Held, on: string): readonly Step[] {
  const known = walked.get(draft)
  if (known?.definition === definition && known.on === on) return known.steps
  const steps = stepsAfresh(definition, draft, on)
  walked.set(draft, { definition, on, steps })
  return steps
}

function stepsAfresh(definition: Definition, draft: Held, on: string): Step[] {
  return stepsIn(walkOf(definition, draft, on), draft)
}

function stepsIn({ pages }: Walk, draft: Held): Step[] {
  return pages.flatMap(({ page, index = 0 }) => {
    const known = page.facts.filter(fact => draft.told[factKey(fact, index)] !== undefined)
    const asks = known.length === 0 ? page.facts : page.facts.filter(fact => !known.includes(fact))
    if (page.facts.length > 0 && asks.length === 0) return []
    return [{ id: page.repeat ? `${page.id}:${index + 1}` : page.id, page, index, asks, known }]
  })
}

function walkOf({ pages }: Definition, { answers, told }: Held, on: string): Walk {
  const known = new Set(Object.keys(told).map(key => key.split(' ')[0]!))
  return walk(pages, answers, { on, known })
}

/** The answers that count: typed on pages that apply or told by registers, and needed by a service of this journey. */
export function countingAnswers(definition: Definition, draft: Held, on: string) {
  return countingIn(walkOf(definition, draft, on), definition)
}

/** Both at once. */
export function walkThrough(definition: Definition, draft: Held, on: string) {
  const walk = walkOf(definition, draft, on)
  return { steps: stepsIn(walk, draft), counting: countingIn(walk, definition) }
}

function countingIn({ answers }: Walk, definition: Definition) {
  const fields = fieldsOf.get(definition) ?? fieldsNeeded(definition)
  fieldsOf.set(definition, fields)
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, held]) => {
      const wanted = fields.get(name)
      if (!wanted) return []
      return [[name, Array.isArray(held) ? held.map(entry => only(entry, wanted)) : only(held, wanted)]]
    }),
  )
}

// A definition does not change while it is held, and many answers are read by it.
const fieldsOf = new WeakMap<Definition, ReadonlyMap<string, ReadonlySet<string>>>()

/** Which fields its services need, by the name of what they are fields of. */
function fieldsNeeded({ services }: Definition): ReadonlyMap<string, ReadonlySet<string>> {
  const facts = services.flatMap(service => [...service.facts.values()])
  const groups = Map.groupBy(facts, fact => fact.of ?? fact.entity)
  return new Map([...groups].map(([name, facts]) => [name, new Set(facts.map(({ field }) => field))]))
}

function only(entry: unknown, fields: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry ?? {}).filter(([field]) => fields.has(field)))
}

/** What is wrong today with the answers a step holds. What was not answered yet is not wrong. */
export function faultsIn({ asks, index }: Step, { answers }: Pick<Draft, 'answers'>, on: string): Faults {
  return Object.fromEntries(
    asks.flatMap(fact => {
      const value = answerTo(fact, answers, index)
      const fault = value === undefined ? undefined : answerFault(fact, value, on)
      return fault ? [[fact.name, fault]] : []
    }),
  )
}

/** Whether a step asks for the first entry of a list that may stay empty, and is empty so far. */
export function mayBeNone({ page: { repeat } }: Step, { answers }: Pick<Draft, 'answers'>): boolean {
  return repeat?.min === 0 && entriesOf(repeat.of, answers).length === 0
}

/** Whether the person has said that there is no entry. */
export function isSaidNone(step: Step, draft: Pick<Draft, 'answers'>): boolean {
  return mayBeNone(step, draft) && Array.isArray(draft.answers[step.page.repeat!.of])
}

/** Whether every question of a step has an answer that is good today; blank counts where blank is allowed, and "none" where there may be none. */
export function isAnswered(step: Step, draft: Pick<Draft, 'answers'>, on: string): boolean {
  if (isSaidNone(step, draft)) return true
  const isThere = (fact: Fact) => answerTo(fact, draft.answers, step.index) !== undefined
  return step.asks.every(isThere) && Object.keys(faultsIn(step, draft, on)).length === 0
}

/** What a step still asks of answers that came at once: what may be left blank may be left out as well. */
export function missingIn(step: Step, held: Pick<Draft, 'answers'>): Fact[] {
  if (isSaidNone(step, held)) return []
  return step.asks.filter(fact => !fact.optional && (answerTo(fact, held.answers, step.index) ?? null) === null)
}

/** The first step with a question still open, if there is one. */
export function firstOpen(steps: readonly Step[], draft: Pick<Draft, 'answers'>, on: string): Step | undefined {
  return steps.find(step => !isAnswered(step, draft, on))
}

/** The step after this one, or undefined after the last. */
export function stepAfter(steps: readonly Step[], id: string): Step | undefined {
  const at = steps.findIndex(step => step.id === id)
  return at < 0 ? undefined : steps[at + 1]
}

export function stepBefore(steps: readonly Step[], id: string): Step | undefined {
  return steps[steps.findIndex(step => step.id === id) - 1]
}

/** The first step of one entry of a list: where the entry is added to and taken away. */
export function firstOfEntry(steps: readonly Step[], list: string, index: number): Step | undefined {
  return steps.find(({ page, index: at }) => page.repeat?.of === list && at === index)
}

/** How many entries a repeated page has so far, and whether one more or one less is allowed here. */
export function entriesAround({ id, page: { repeat }, index }: Step, steps: readonly Step[], { answers, told }: Held) {
  if (!repeat || firstOfEntry(steps, repeat.of, index)?.id !== id) return { count: 0, mayAdd: false, mayRemove: false }
  const count = Math.max(entriesOf(repeat.of, answers).length, repeat.min)
  const isTold = Object.keys(told).some(key => key.startsWith(`${repeat.as}.`) && key.endsWith(` ${index}`))
  return { count, mayAdd: count < repeat.max && index === count - 1, mayRemove: count > repeat.min && !isTold }
}
