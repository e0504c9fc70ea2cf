import type { Fact } from '../fact.ts'
import type { Shape } from './reader.ts'
import { didYouMean } from './vocabulary.ts'

interface Literal {
  /** Name of its node in the syntax tree. */
  readonly kind: string
  readonly text: string
}

const NUMBERS = ['number', 'money']
const ORDERED = ['number', 'money', 'date']

/** What is wrong with comparing a fact to a literal, when something is: FEEL itself would say false, or nothing. */
export function mismatch(shape: Shape, operator: string, literal: Literal): { message: string; hint: string } | undefined {
  if (shape.kind !== 'fact') return undefined
  return wrongOrder(shape.fact, operator) ?? wrongKind(shape.fact, literal) ?? wrongOption(shape.fact, literal)
}

function wrongOrder(fact: Fact, operator: string) {
  if (!['<', '<=', '>', '>='].includes(operator) || ORDERED.includes(fact.type)) return undefined
  return { message: `“${fact.name}” is ${fact.type} and has no order.`, hint: 'Compare it with = or !=.' }
}

function wrongKind(fact: Fact, { kind, text }: Literal) {
  const number = NUMBERS.includes(fact.type)
  if (kind === 'StringLiteral' && number)
    return { message: `“${fact.name}” is a number, ${text} is text.`, hint: 'Take the quotation marks away.' }
  if (kind === 'StringLiteral' && fact.type === 'date')
    return { message: `“${fact.name}” is a date, ${text} is text.`, hint: `Write date(${text}).` }
  if ((kind === 'StringLiteral' || kind === 'NumericLiteral') && fact.type === 'yes-no')
    return { message: `“${fact.name}” is yes or no.`, hint: 'Compare it with true or false.' }
  if (kind === 'NumericLiteral' && !number && !isOpen(fact))
    return { message: `“${fact.name}” is ${fact.type}, ${text} is a number.`, hint: 'Compare like with like.' }
  return undefined
}

/** Lists may be compared in ways their type alone does not tell. */
function isOpen({ type }: Fact): boolean {
  return type === 'list' || type === 'many-of'
}

function wrongOption({ name, type, options = [] }: Fact, { kind, text }: Literal) {
  if (type !== 'one-of' || kind !== 'StringLiteral') return undefined
  const values = options.map(option => option.value)
  const value = text.slice(1, -1)
  if (values.includes(value)) return undefined
  return { message: `“${name}” is never ${text}.`, hint: didYouMean(value, values, `It may be: ${values.join(', ')}.`) }
}
