import { parseExpression, parseUnaryTests } from 'feelin'
import { isFeelFunction } from '../feel/functions.ts'
import type { DecisionNode, Model, Node } from './model.ts'
import type { Asked } from './say-inputs.ts'

type Tree = ReturnType<typeof parseExpression>['topNode']

/** What an expression is said in: facts for inputs, and literal expressions in place of the decisions that are theirs. */
export interface Saying {
  readonly model: Model
  readonly asked: Asked
  readonly decision: DecisionNode
  /** Decisions said inside others, noted on the way. */
  readonly used: Set<Node>
}

/** Why an expression cannot be said, as the end of a sentence. */
export class Unsayable extends Error {}

const DEEPEST = 20
const LONGEST = 2000

/** A FEEL expression of the model, in the names of the service file. @throws {Unsayable} */
export function sayExpression(text: string, saying: Saying, depth = 0): string {
  if (depth > DEEPEST) throw new Unsayable('it leans on decisions more than twenty deep')
  const tree = parseExpression(text, namesFor(saying), undefined).topNode
  const sentence = said(tree, text, { ...saying, depth })
  if (sentence.length > LONGEST) throw new Unsayable('the decisions it leans on make too long a sentence')
  return sentence
}

/** Whether a value passes a cell, as a condition; undefined for a cell that is always passed. @throws {Unsayable} */
export function sayTest(input: string, test: string, saying: Saying): string | undefined {
  if (test === '' || test === '-') return undefined
  const value = sayExpression(input, saying)
  const { topNode } = parseUnaryTests(test, namesFor(saying), undefined)
  if (mentions(topNode, '?')) throw new Unsayable(`its cell “${test}” speaks of “?”`)
  const cell = said(topNode, test, { ...saying, depth: 0 })
  const [, negated] = /^not\s*\(([\s\S]*)\)$/.exec(cell) ?? []
  if (negated !== undefined) return `not(${value} in (${negated}))`
  const isPlain =
    topNode.firstChild?.firstChild?.firstChild?.name.endsWith('Literal') && !topNode.firstChild.firstChild.nextSibling
  return isPlain ? `${value} = ${cell}` : `${value} in (${cell})`
}

interface Walk extends Saying {
  readonly depth: number
}

function said(node: Tree, source: string, walk: Walk): string {
  if (node.type.isError) throw new Unsayable(`“${source}” cannot be read`)
  const text = source.slice(node.from, node.to)
  if (node.name === 'PathExpression' || node.name === 'VariableName') {
    const name = named(text.replaceAll(/\s+/g, ' '), walk)
    if (name) return name
    if (node.name === 'VariableName' && isFeelFunction(text)) return text
    throw new Unsayable(`there is no fact for “${text}”`)
  }
  if (node.name === 'FunctionDefinition' || node.name === 'FilterExpression')
    throw new Unsayable(`“${text}” is not said in rules`)
  return parts(node, source, walk)
}

function parts(node: Tree, source: string, walk: Walk): string {
  let [text, at] = ['', node.from]
  for (let child = node.firstChild; child; child = child.nextSibling) {
    text += source.slice(at, child.from) + said(child, source, walk)
    at = child.to
  }
  return text + source.slice(at, node.to)
}

/** What a name of the model stands for: a fact, or a decision that is one expression. */
function named(name: string, walk: Walk): string | undefined {
  const fact = walk.asked.names.get(name.replaceAll(/\s*\.\s*/g, '.'))
  if (fact) return fact
  const needed = [...walk.model.nodes.values()].find(node => node.kind !== 'input' && node.variable.name === name)
  if (!needed) return undefined
  if (needed.kind !== 'decision' || needed.logic?.kind !== 'literal')
    throw new Unsayable(`it leans on “${name}”, which is more than one expression`)
  walk.used.add(needed)
  return `(${sayExpression(needed.logic.text, walk, walk.depth + 1)})`
}

function mentions(node: Tree, name: string): boolean {
  if (node.name === name) return true
  for (let child = node.firstChild; child; child = child.nextSibling) if (mentions(child, name)) return true
  return false
}

/** The shape of the model's names, by which FEEL reads those with spaces. */
function namesFor({ asked, model }: Saying): Record<string, unknown> {
  const names: Record<string, unknown> = {}
  for (const { kind, variable } of model.nodes.values()) if (kind !== 'input') names[variable.name] = null
  for (const path of asked.names.keys()) nest(names, path.split('.'))
  return names
}

function nest(into: Record<string, unknown>, [first = '', ...rest]: string[]): void {
  into[first] ??= rest.length === 0 ? null : {}
  if (rest.length > 0) nest(into[first] as Record<string, unknown>, rest)
}
