import { formatDate, formatNumber, type Language, say } from '#platform'
import type { Fact } from '../fact.ts'
import { childrenOf, type Node, parse } from '../feel/feelin.ts'
import { parameterOn } from '../feel/scope-values.ts'
import { figureName, parameterName, sayAmount, spaced } from '../say-amount.ts'
import type { Service } from '../service.ts'
import { showAnswer } from '../show-answer.ts'
import { words } from './words.ts'

/** In whose words an expression is said. */
export interface Saying {
  readonly service: Service
  readonly language: Language
  /** The day whose rates are named, `YYYY-MM-DD`. */
  readonly on: string
}

/** One test: of what, and what must be true of it. */
export interface Test {
  readonly subject: string
  readonly test: string
}

interface Text extends Saying {
  readonly source: string
  /** Inside a filter, the entity whose fields stand alone; after `some c in …`, what `c` is. */
  readonly inside?: string
  readonly bound?: Readonly<Record<string, string>>
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

function whole(source: string): Node {
  const tree = parse(source)
  return tree.name === 'Expression' ? tree.firstChild! : tree
}

function said(node: Node, text: Text): string {
  const test = testOf(node, text)
  return test ? joined(test, text) : inWords(node, text)
}

function joined({ subject, test }: Test, { language }: Text): string {
  return words(language)(/[?؟]\s*$/.test(subject) ? 'after' : 'colon', { subject, test })
}

/** `a and b and c` as three; brackets around the whole do not count. */
function operands(node: Node, kind: 'Conjunction' | 'Disjunction'): Node[] {
  const inner = unbracketed(node)
  if (inner.name !== kind) return [inner]
  const [left, , right] = childrenOf(inner)
  return [...operands(left!, kind), ...operands(right!, kind)]
}

function unbracketed(node: Node): Node {
  return node.name === 'ParenthesizedExpression' ? unbracketed(childrenOf(node)[1]!) : node
}

function textOf({ from, to }: Node, { source }: Text): string {
  return source.slice(from, to).replaceAll(/\s+/g, ' ')
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

function all(nodes: readonly Node[], names: readonly string[]): Node[] {
  return nodes.flatMap(node => (names.includes(node.name) ? [node] : all(childrenOf(node), names)))
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

function call(node: Node, text: Text): [name: string, ...given: Node[]] {
  const [callee, , given] = childrenOf(node)
  const values = given?.name === 'PositionalParameters' ? childrenOf(given).filter(child => child.name !== ',') : []
  return [textOf(callee!, text), ...values]
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

function amount(value: number, subject: Node, text: Text): string {
  const fact = factOf(subject, text)
  const unit =
    fact?.type === 'money' ? `${fact.rules.currency ?? 'EUR'}-minor` : text.service.workOut.get(textOf(subject, text))?.unit
  return sayAmount(text.language, value, unit)
}

/** The fact a name stands for, alone in a filter or after its entity. */
function factOf(node: Node, { inside, bound = {}, service, ...text }: Text): Fact | undefined {
  const [entity, field] = textOf(node, { service, ...text }).split('.')
  if (node.name === 'VariableName' && inside) return service.facts.get(`${inside}.${entity}`)
  if (node.name !== 'PathExpression') return undefined
  const many = [...service.facts.values()].find(({ of }) => of === entity)?.entity
  return service.facts.get(`${bound[entity!] ?? many ?? entity}.${field}`)
}

function label(fact: Fact, { language }: Text): string {
  return say(fact.label, language)
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

function nameOf(name: string, { service, language, on, bound = {} }: Text): string {
  if (name === 'today') return words(language)('today')
  const parameter = service.parameters.get(name)
  const value = parameter && parameterOn(parameter, on)?.value
  if (parameter && typeof value === 'number')
    return words(language)('rate', {
      name: parameterName(service, name, language),
      value: sayAmount(language, value, parameter.unit),
    })
  if (parameter) return parameterName(service, name, language)
  if (service.workOut.has(name)) return figureName(service, name, language)
  return entryName(bound[name] ?? name, { service, language })
}

/** What an entry of a list is called: as its page calls it, else by the list's own name. */
function entryName(name: string, { service, language }: Pick<Text, 'service' | 'language'>): string {
  const repeat = service.pages.find(page => page.repeat?.of === name || page.repeat?.as === name)?.repeat
  return repeat ? say(repeat.words, language) : spaced(name)
}

const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '-': '−', '+': '+', '**': '^' }

function arithmetic(node: Node, text: Text): string {
  const [left, sign, right] = childrenOf(node)
  if (!right) return textOf(node, text)
  const part = (one: Node) => (unbracketed(one) === one ? inWords(one, text) : `(${inWords(one, text)})`)
  return `${part(left!)} ${SIGNS[textOf(sign!, text)] ?? textOf(sign!, text)} ${part(right)}`
}

const LENGTHS: Readonly<Record<string, string>> = { D: 'days', M: 'months', Y: 'years' }

function dayOrLength(node: Node, text: Text): string {
  const source = textOf(node, text)
  const [, day] = /^date\(\s*"(\d{4}-\d{2}-\d{2})"\s*\)$/.exec(source) ?? []
  if (day) return formatDate(text.language, day)
  const [, count, unit] = /^duration\(\s*"P(\d+)([DMY])"\s*\)$/.exec(source) ?? []
  if (count && unit) return sayAmount(text.language, Number(count), LENGTHS[unit])
  const [, name] = /^duration\(\s*"P" \+ string\((\w+)\) \+ "[DMY]"\s*\)$/.exec(source) ?? []
  return name ? nameOf(name, text) : source
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

function entityIn(list: string, { service }: Text): string {
  return [...service.facts.values()].find(({ of }) => of === list)?.entity ?? list
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
