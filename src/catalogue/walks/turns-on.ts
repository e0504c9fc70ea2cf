import type { FactName } from '../fact.ts'
import type { Expression } from '../rule.ts'
import type { Service } from '../service.ts'
import { factsIn } from './mentions.ts'
import { type Asking, type Question, readsList } from './questions.ts'

/** The conditions that stand between a person and a mark: its own, and those that are judged before it; all, for a mark of the caller's own. */
export function conditionsBehind({ pages, eligible, decide }: Service, mark: string): Expression[] {
  const [kind, id = ''] = split(mark)
  if (kind === 'rule')
    return [
      ...eligible.map(rule => rule.if),
      ...decide.rules.slice(0, Number(id)).flatMap(rule => [rule.if, ...rule.outputs.values()]),
    ].filter(isThere)
  const at = eligible.findIndex(rule => rule.id === id)
  if (kind === 'yes') return [eligible[at]!.if]
  if (kind === 'no') return eligible.slice(0, at + 1).map(rule => rule.if)
  const own = ['page', 'met', 'passed'].includes(kind) ? pages.filter(page => page.id === id) : pages
  return own.flatMap(page => page.when ?? [])
}

/** The questions whose answers a mark may turn on, with those that decide whether they are asked at all. */
export function questionsBehind({ service, turning, questions }: Asking, mark: string): Question[] {
  const found = new Set<FactName>()
  const lists = new Set<string>()
  const look = (condition: Expression) => {
    for (const of of turning.keys()) if (readsList(condition.source, of)) lists.add(of)
    for (const name of factsIn(condition, service)) if (!found.has(name)) add(name)
  }
  const add = (name: FactName) => {
    found.add(name)
    const { of } = service.facts.get(name) ?? {}
    if (of) lists.add(of)
    for (const page of service.pages) if (page.when && page.facts.some(fact => fact.name === name)) look(page.when)
  }
  for (const condition of conditionsBehind(service, mark)) look(condition)
  const names = new Set<string>([...found, ...lists])
  return questions.filter(({ fact, of, choices }) => choices.length > 1 && names.has(fact?.name ?? of!))
}

/** `page:income` → `page`, `income`. */
export function split(mark: string): [kind: string, id: string] {
  const at = mark.indexOf(':')
  return [mark.slice(0, at), mark.slice(at + 1)]
}

function isThere(condition: Expression | undefined): condition is Expression {
  return condition !== undefined
}
