import { formatNumber } from '#platform'
import { childrenOf, type Node } from '../feel/feelin.ts'
import { showAnswer } from '../show-answer.ts'
import { amount, dayOrLength, entityIn, entryName, factOf, label, nameOf } from './names.ts'
import { all, call, operands, type Saying, type Text, textOf, unbracketed, whole } from './tree.ts'
import { words } from './words.ts'

/** One test: of what, and what must be true of it. */
export interface Test {
  readonly subject: string
  readonly test: string
}

/** A FEEL expression in plain words; what has no plain words stays as it is written. */
export function sayExpression(source: string, saying: Saying): string {
  return said(whole(source), { ...saying, source })
}

/** The tests that must all hold, each with its subject where it has one; together they say the whole condition. */
export function testsIn(source: string, saying: Saying): (Test | { readonly subject?: undefined; readonly test: string })[] {
  const text = { ...saying, source }
  return operands(whole(source), 'Conjunction').map(part => testOf(part, text) ?? { test: said(part, text) })
}

function said(node: Node, text: Text): string {
  const test = testOf(node, text)
  return test ? joined(test, text) : inWords(node, text)
}

function joined({ subject, test }: Test, { language }: Text): string {
  return words(language)(/[?؟]\s*$/.test(subject) ? 'after' : 'colon', { subject, test })
}

/** What must be true of one subject; undefined when there is no one subject. */
function testOf(node: Node, text: Text): Test | undefined {
  const inner = unbracketed(node)
  if (inner.name === 'Disjunction') return sameSubject(operands(inner, 'Disjunction'), text)
  if (inner.name === 'Comparison') return comparison(inner, text)
  if (inner.name === 'FunctionInvocation') return asked(inner, text)
  const fact = factOf(inner, text)
  if (fact?.type === 'yes-no') return { subject: label(fact, text), test: words(text.language)('yes') }
  return undefined
}

/** Several tests of one subject are said once: “includes a or b”. */
function sameSubject(parts: readonly Node[], text: Text): Test | undefined {
  const tests = parts.map(part => testOf(part, text))
  const subject = tests[0]?.subject
  if (subject === undefined || tests.some(test => test?.subject !== subject)) return undefined
  const t = words(text.language)
  const all = tests.map(test => test!.test)
  const [before, after] = t('includes', { value: '\u0000' }).split('\u0000')
  const bare = all.map((test, at) => (at > 0 && before && test.startsWith(before) ? test.slice(before.length) : test))
  return { subject, test: bare.join(`${after} ${t('or')} `) }
}

function comparison(node: Node, text: Text): Test | undefined {
  const t = words(text.language)
  const [left, operator, ...rest] = childrenOf(node)
  const subject = unbracketed(left!)
  const name = subjectOf(subject, text)
  if (!name) return undefined
  const sign = textOf(operator!, text)
  const value = (of: Node) => literal(of, subject, text)
  if (sign === 'between') return { subject: name, test: t('between', { from: value(rest[0]!), to: value(rest[2]!) }) }
  if (sign === 'in') return { subject: name, test: oneOf(rest, subject, text) }
  if (rest.length !== 1) return undefined
  return { subject: name, test: counted(subject, sign, rest[0]!, text) ?? compared(sign, value(rest[0]!), text) }
}

function compared(sign: string, value: string, { language }: Text): string {
  const t = words(language)
  if (sign === '=') return value
  return sign === '!=' ? t('is-not', { value }) : t(sign as '<', { value })
}

/** “at least one” and “none”, where things are counted. */
function counted(subject: Node, sign: string, right: Node, text: Text): string | undefined {
  if (subject.name !== 'FunctionInvocation' || textOf(right, text) !== '0') return undefined
  if (sign === '>' || sign === '!=') return words(text.language)('at-least-one')
  return sign === '=' ? words(text.language)('none') : undefined
}

function oneOf(rest: readonly Node[], subject: Node, text: Text): string {
  const t = words(text.language)
  const interval = find(rest, 'Interval')
  if (interval) {
    const [, from, , to] = childrenOf(interval)
    return t('between', { from: literal(from!, subject, text), to: literal(to!, subject, text) })
  }
  const values = all(rest, ['StringLiteral', 'NumericLiteral', 'BooleanLiteral']).map(one => literal(one, subject, text))
  return values.length > 0 ? values.join(` ${t('or')} `) : rest.map(one => textOf(one, text)).join(' ')
}

function find(nodes: readonly Node[], name: string): Node | undefined {
  return all(nodes, [name])[0]
}

/** `list contains(a, "x")`, `known(a)` and `not(…)`. */
function asked(node: Node, text: Text): Test | undefined {
  const t = words(text.language)
  const [name, first, second] = call(node, text)
  if (name === 'list contains' && first && second) {
    const subject = subjectOf(first, text)
    return subject ? { subject, test: t('includes', { value: literal(second, first, text) }) } : undefined
  }
  if (name === 'known' && first) return { subject: inWords(first, text), test: t('given') }
  if (name !== 'not' || !first) return undefined
  const inner = testOf(first, text)
  if (!inner) return undefined
  if (inner.test === t('given')) return { ...inner, test: t('not-given') }
  return { ...inner, test: inner.test === t('yes') ? t('no') : t('is-not', { value: inner.test }) }
}

/** What a comparison is about, when that can be named. */
function subjectOf(node: Node, text: Text): string | undefined {
  return ['NumericLiteral', 'StringLiteral', 'BooleanLiteral', 'NullLiteral'].includes(node.name)
    ? undefined
    : inWords(node, text)
}

/** A value as it stands beside its subject: an option by its label, an amount in its unit. */
function literal(node: Node, subject: Node, text: Text): string {
  const fact = factOf(subject, text)
  const plain = textOf(node, text)
  if (node.name === 'BooleanLiteral') return words(text.language)(plain === 'true' ? 'yes' : 'no')
  if (node.name === 'StringLiteral' && fact)
    return showAnswer({ ...fact, type: 'one-of' }, plain.slice(1, -1), text.language).join()
  if (node.name === 'NumericLiteral') return amount(Number(plain), subject, text)
  return inWords(node, text)
}

/** Anything that has a value, in words. */
function inWords(node: Node, text: Text): string {
  const t = words(text.language)
  const inner = unbracketed(node)
  const fact = factOf(inner, text)
  if (fact) return label(fact, text)
  switch (inner.name) {
    case 'Conjunction':
      return listed(operands(inner, 'Conjunction'), 'and', text)
    case 'Disjunction':
      return listed(operands(inner, 'Disjunction'), 'or', text)
    case 'VariableName':
      return nameOf(textOf(inner, text), text)
    case 'NumericLiteral':
      return formatNumber(text.language, Number(textOf(inner, text)))
    case 'BooleanLiteral':
      return t(textOf(inner, text) === 'true' ? 'yes' : 'no')
    case 'ArithmeticExpression':
      return arithmetic(inner, text)
    case 'IfExpression': {
      const [, condition, , yes, , no] = childrenOf(inner)
      return t('if', { condition: said(condition!, text), yes: said(yes!, text), no: said(no!, text) })
    }
    case 'DateTimeLiteral':
      return dayOrLength(inner, text)
    case 'FunctionInvocation':
      return invoked(inner, text)
    case 'QuantifiedExpression':
      return quantified(inner, text)
    case 'FilterExpression':
      return filtered(inner, text)
    default:
      return textOf(inner, text)
  }
}

function listed(parts: readonly Node[], by: 'and' | 'or', text: Text): string {
  const bracketed = (part: Node) => {
    const words = said(part, text)
    return ['Conjunction', 'Disjunction'].includes(part.name) && !testOf(part, text) ? `(${words})` : words
  }
  return parts.map(bracketed).join(`${words(text.language)(by === 'and' ? 'and-also' : 'or-else')} `)
}

const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '−', '+': '+', '**': '^' }

function arithmetic(node: Node, text: Text): string {
  const [left, sign, right] = childrenOf(node)
  if (!right) return textOf(node, text)
  const part = (one: Node) => (unbracketed(one) === one ? inWords(one, text) : `(${inWords(one, text)})`)
  return `${part(left!)} ${SIGNS[textOf(sign!, text)] ?? textOf(sign!, text)} ${part(right)}`
}

function invoked(node: Node, text: Text): string {
  const t = words(text.language)
  const [name, first, ...others] = call(node, text)
  if (!first) return textOf(node, text)
  if (name === 'not') return t('not', { what: `(${said(first, text)})` })
  if (name === 'age') return t('age', { of: inWords(first, text) })
  if (name === 'count') return countOf(first, text)
  const values = [first, ...others].map(one => inWords(one, text))
  if (name === 'max') return t('greater', { values: values.join(` ${t('and')} `) })
  if (name === 'min') return t('lesser', { values: values.join(` ${t('and')} `) })
  if (/^(round|floor|ceiling|abs)/.test(name)) return values[0]!
  return `${name}(${values.join(', ')})`
}

/** What is counted, and of which only. */
function countOf(node: Node, text: Text): string {
  const t = words(text.language)
  const [list, , condition] = node.name === 'FilterExpression' ? childrenOf(node) : [node]
  const what = t('count', { of: inWords(list!, text) })
  return condition ? t('such', { what, test: within(list!, condition, text) }) : what
}

function filtered(node: Node, text: Text): string {
  const [list, , condition] = childrenOf(node)
  if (!condition || text.service.parameters.has(textOf(list!, text))) return textOf(node, text)
  return words(text.language)('such', { what: inWords(list!, text), test: within(list!, condition, text) })
}

function within(list: Node, condition: Node, text: Text): string {
  return said(condition, { ...text, inside: entityIn(textOf(list, text), text) })
}

function quantified(node: Node, text: Text): string {
  const [which, contexts, , body] = childrenOf(node)
  const [context, ...more] = childrenOf(contexts!).filter(child => child.name === 'InExpression')
  if (!context || more.length > 0 || !body) return textOf(node, text)
  const [name, , list] = childrenOf(context)
  const of = textOf(list!, text)
  const test = said(body, { ...text, bound: { ...text.bound, [textOf(name!, text)]: entityIn(of, text) } })
  return words(text.language)(textOf(which!, text) === 'every' ? 'every' : 'some', { of: entryName(of, text), test })
}
