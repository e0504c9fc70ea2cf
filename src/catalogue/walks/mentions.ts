import type { FactName } from '../fact.ts'
import { childrenOf, type Node, parse } from '../feel/feelin.ts'
import { parameterOn } from '../feel/scope-values.ts'
import type { Expression } from '../rule.ts'
import type { Service } from '../service.ts'

/** What the expressions that read a fact name beside it: around these values answers come out otherwise. */
export interface Mentions {
  readonly numbers: ReadonlySet<number>
  readonly texts: ReadonlySet<string>
  /** `YYYY-MM-DD`. */
  readonly days: ReadonlySet<string>
}

/** Every expression on which a page, an eligibility rule or a decision rule turns. */
export function conditionsOf({ pages, eligible, decide }: Service): Expression[] {
  const all = [...pages.map(page => page.when), ...eligible.map(rule => rule.if), ...decide.rules.map(rule => rule.if)]
  return all.filter(condition => condition !== undefined)
}

/** What is mentioned beside each fact in the conditions of a service, and in the figures below them, on a day. */
export function mentionsIn(service: Service, on: string): ReadonlyMap<FactName, Mentions> {
  const beside = new Map<FactName, Found>()
  for (const condition of conditionsOf(service)) {
    const found = foundIn(condition, service, on)
    for (const fact of factsIn(condition, service)) {
      const before = beside.get(fact) ?? nothing()
      for (const number of found.numbers) before.numbers.add(number)
      for (const text of found.texts) before.texts.add(text)
      for (const day of found.days) before.days.add(day)
      beside.set(fact, before)
    }
  }
  return beside
}

/** The facts a condition turns on: those it reads, and those of which it only asks whether they are known. */
export function factsIn({ facts, source, figures }: Expression, service: Service): FactName[] {
  const asked = [source, ...figures.map(name => service.workOut.get(name)?.is.source ?? '')].flatMap(knownIn)
  const lenient = [...service.facts.values()].filter(fact => asked.includes(fact.field)).map(({ name }) => name)
  return [...new Set([...facts, ...lenient])]
}

function knownIn(source: string): string[] {
  return [...source.matchAll(/\bknown\(\s*(?:[\w]+\.)*(\w+)\s*\)/g)].map(match => match[1]!)
}

interface Found {
  readonly numbers: Set<number>
  readonly texts: Set<string>
  readonly days: Set<string>
}

function nothing(): Found {
  return { numbers: new Set(), texts: new Set(), days: new Set() }
}

function foundIn(expression: Expression, service: Service, on: string): Found {
  const found = nothing()
  const seen = new Set<string>()
  const look = (one: Expression) => {
    readLiterals(parse(one.source), one.source, found)
    for (const name of one.parameters) {
      const now = parameterOn(service.parameters.get(name)!, on)
      for (const value of now ? [now.value].flat() : []) found.numbers.add(value)
    }
    for (const name of one.figures)
      if (!seen.has(name)) {
        seen.add(name)
        look(service.workOut.get(name)!.is)
      }
  }
  look(expression)
  return found
}

function readLiterals(node: Node, source: string, found: Found): void {
  const text = source.slice(node.from, node.to)
  const [, day] = /^date\(\s*"(\d{4}-\d{2}-\d{2})"\s*\)$/.exec(text) ?? []
  const [, length] = /^duration\(\s*"-?P(\d+)[DMY]"\s*\)$/.exec(text) ?? []
  if (day) found.days.add(day)
  else if (length) found.numbers.add(Number(length))
  else if (node.name === 'NumericLiteral') found.numbers.add(Number(text))
  else if (node.name === 'StringLiteral') found.texts.add(text.slice(1, -1))
  else for (const child of childrenOf(node)) readLiterals(child, source, found)
}
