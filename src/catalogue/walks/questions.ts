import { entriesOf } from '../answers.ts'
import type { Fact, FactName } from '../fact.ts'
import type { Answers, Expression } from '../rule.ts'
import type { Page, Service } from '../service.ts'
import { answersThatMatter, lengthsFor } from './answers-that-matter.ts'
import { conditionsOf, factsIn, type Mentions, mentionsIn } from './mentions.ts'

/** One thing that generated answers may say otherwise: a fact, of one entry where there are several, or how many entries a list has. */
export interface Question {
  /** `household.size`, `child.bornOn[2]`, `children`. */
  readonly key: string
  /** Absent when it is about the length of the list `of`. */
  readonly fact?: Fact
  readonly of?: string
  /** Which entry, from 0. */
  readonly index: number
  /** What may be said, the plainest first; a search adds what it finds to lie at an edge. */
  readonly choices: unknown[]
}

/** Which of its choices each question is answered with, by key; the first where nothing is said. */
export type Choices = Readonly<Record<string, number>>

/** Everything a service may be told, and what turns on what. */
export interface Asking {
  readonly service: Service
  /** The day it is walked on, `YYYY-MM-DD`. */
  readonly on: string
  readonly questions: readonly Question[]
  /** By fact or list, the questions about it on whose answers a page or a rule turns. */
  readonly turning: ReadonlyMap<string, readonly Question[]>
  /** Facts that neither a page asks nor a register tells, though a rule reads them. */
  readonly unasked: readonly FactName[]
  /** Facts that are asked and for which no answer could be made. */
  readonly unanswerable: readonly FactName[]
}

/** Entries beyond these answer as the last of them do. */
const ENTRIES_APART = 3

/** Works out what a service may be told on a day, and which answers matter. */
export function askingOf(service: Service, on: string): Asking {
  const mentions = mentionsIn(service, on)
  const conditions = conditionsOf(service)
  const read = new Set(conditions.flatMap(condition => factsIn(condition, service)))
  const facts = askedOrTold(service)
  const names = new Set(facts.map(({ name }) => name))
  const lists = [...new Set(facts.flatMap(({ of }) => of ?? []))]
  const lengths = lists.map(of => lengthOf(of, service.pages, mentionsOf(of, { service, conditions, mentions })))
  const asked = facts.flatMap(fact => questionsFor(fact, on, mentions.get(fact.name)))
  const questions = [...lengths, ...asked]
  const turns = ({ fact, of }: Question) => (fact ? read.has(fact.name) : conditions.some(({ source }) => readsList(source, of!)))
  return {
    ...{ service, on, questions },
    turning: Map.groupBy(questions.filter(turns), ({ fact, of }) => fact?.name ?? of!),
    unasked: [...read].filter(name => !names.has(name)),
    unanswerable: [...new Set(asked.filter(({ choices }) => choices.length === 0).map(({ fact }) => fact!.name))],
  }
}

/** Whether an expression looks at a list as a whole. */
export function readsList(source: string, of: string): boolean {
  return new RegExp(`\\b${of}\\b`).test(source)
}

function askedOrTold({ pages, know, facts }: Service): Fact[] {
  const told = know.flatMap(lookup => lookup.facts)
  const fromRegisters = [...facts.values()].filter(
    ({ name, of }) => told.includes(name) || (of !== undefined && told.includes(of)),
  )
  return [...new Set([...pages.flatMap(page => page.facts), ...fromRegisters].map(({ name }) => name))].map(
    name => facts.get(name)!,
  )
}

function questionsFor(fact: Fact, on: string, mentions: Mentions | undefined): Question[] {
  const choices = answersThatMatter(fact, on, mentions)
  if (!fact.of) return [{ key: fact.name, fact, index: 0, choices }]
  return Array.from({ length: ENTRIES_APART }, (_, index) => ({
    ...{ key: `${fact.name}[${index + 1}]`, fact, index, choices },
    of: fact.of!,
  }))
}

function lengthOf(of: string, pages: readonly Page[], mentions: Mentions | undefined): Question {
  const repeats = pages.flatMap(({ repeat }) => (repeat?.of === of ? [repeat] : []))
  const min = Math.max(0, ...repeats.map(repeat => repeat.min))
  const max = repeats.length > 0 ? Math.max(...repeats.map(repeat => repeat.max)) : ENTRIES_APART
  return { key: of, of, index: 0, choices: lengthsFor({ min, max }, mentions) }
}

interface Known {
  readonly service: Service
  readonly conditions: readonly Expression[]
  readonly mentions: ReadonlyMap<FactName, Mentions>
}

/** What is named beside the facts of a list may be a number of its entries too. */
function mentionsOf(of: string, { service, mentions }: Known): Mentions | undefined {
  const own = [...service.facts.values()].filter(fact => fact.of === of).flatMap(({ name }) => mentions.get(name) ?? [])
  const numbers = new Set(own.flatMap(each => [...each.numbers]))
  return { numbers, texts: new Set(), days: new Set() }
}

/** The answers that choices stand for. Whether a page asks them is not looked at. */
export function answersBy({ questions }: Asking, choices: Choices): Answers {
  const answers: Record<string, unknown> = {}
  for (const { key, fact, of, index, choices: values } of questions) {
    const value = values[choices[key] ?? 0]
    if (!fact) answers[of!] = Array.from({ length: Number(value) }, () => ({}))
    else if (of)
      entriesFrom(of, answers, index).forEach(entry => {
        entry[fact.field] = value
      })
    else if (value !== undefined)
      answers[fact.entity] = Object.assign((answers[fact.entity] ?? {}) as object, { [fact.field]: value })
  }
  return answers
}

/** The entry, and for the last that is told apart, all after it too. */
function entriesFrom(of: string, answers: Answers, index: number): Record<string, unknown>[] {
  const entries = entriesOf(of, answers) as Record<string, unknown>[]
  return index === ENTRIES_APART - 1 ? entries.slice(index) : entries.slice(index, index + 1)
}
