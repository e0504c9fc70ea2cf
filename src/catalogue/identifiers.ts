import { answerTo, entriesOf, withAnswer } from './answers.ts'
import type { Fact, FactType } from './fact.ts'
import type { Answers } from './rule.ts'

/** Answers that are never kept where they were given, but in the vault; in their place stands a token. */
const IDENTIFIERS: ReadonlySet<FactType> = new Set(['national-id', 'bank-account'])

const TOKEN = /^vault:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([^:]{1,4})$/
const END = 4
const HIDDEN = '••••'

/** Whether a fact's answer is an identifier. */
export function isIdentifier({ type }: Pick<Fact, 'type'>): boolean {
  return IDENTIFIERS.has(type)
}

/** What stands for an identifier: where it is in the vault, and its last signs, by which its owner knows it again. */
export function tokenFor(id: string, value: string): string {
  return `vault:${id}:${value.replaceAll(':', '').slice(-Math.min(END, Math.floor(value.length / 2)))}`
}

/** Where a token points to; undefined for whatever is none. */
export function tokenId(value: unknown): string | undefined {
  return typeof value === 'string' ? TOKEN.exec(value)?.[1] : undefined
}

/** An identifier as it is shown without being opened: `•••• 5432`. Anything that is no token stays as it is. */
export function masked(value: string): string {
  const end = TOKEN.exec(value)?.[2]
  return end === undefined ? value : `${HIDDEN} ${end}`
}

/** The facts of these that are identifiers, or lists with such. */
export function identifierFacts(facts: Iterable<Fact>): Fact[] {
  return [...facts].filter(fact => isIdentifier(fact) || (fact.item ?? []).some(isIdentifier))
}

/** One identifier on its way through. */
export type TurnIdentifier = (value: string, fact: Fact) => string

/** The places in the vault that answers point to. */
export function tokensIn(facts: readonly Fact[], answers: Answers): string[] {
  const tokens: string[] = []
  turnIdentifiers(facts, answers, value => {
    tokens.push(...[tokenId(value)].flatMap(id => id ?? []))
    return value
  })
  return tokens
}

/** The same answers with what the vault holds in the place of its tokens. @param values  by the place a token points to */
export function withOpened(facts: readonly Fact[], answers: Answers, values: ReadonlyMap<string, string>): Answers {
  return turnIdentifiers(facts, answers, value => values.get(tokenId(value) ?? '') ?? value)
}

/** The same answers with each identifier turned into something else. @param facts  as `identifierFacts` gives them */
export function turnIdentifiers(facts: readonly Fact[], answers: Answers, turn: TurnIdentifier): Answers {
  return facts.reduce((so, fact) => {
    const places = fact.of ? entriesOf(fact.of, so).map((_, index) => index) : [0]
    return places.reduce((rest, index) => {
      const value = answerTo(fact, rest, index)
      const turned = turnIdentifier(fact, value, turn)
      return turned === value ? rest : withAnswer(fact, rest, { value: turned, index })
    }, so)
  }, answers)
}

/** One answer with each identifier in it turned into something else; itself when there is nothing to turn. */
export function turnIdentifier(fact: Fact, value: unknown, turn: TurnIdentifier): unknown {
  if (isIdentifier(fact)) return typeof value === 'string' ? turn(value, fact) : value
  const items = (fact.item ?? []).filter(isIdentifier)
  if (items.length === 0 || !Array.isArray(value)) return value
  const rows = (value as Record<string, unknown>[]).map(row => turnRow(items, row, turn))
  return rows.every((row, at) => row === value[at]) ? value : rows
}

function turnRow(items: readonly Fact[], row: Record<string, unknown>, turn: TurnIdentifier): Record<string, unknown> {
  const turned = items.flatMap(item => {
    const now = turnIdentifier(item, row[item.field], turn)
    return now === row[item.field] ? [] : [[item.field, now] as const]
  })
  return turned.length > 0 ? { ...row, ...Object.fromEntries(turned) } : row
}
