import type { parseExpression } from 'feelin'

/** A node of FEEL's syntax tree; `from` and `to` are offsets in the source. */
type Node = ReturnType<typeof parseExpression>['topNode']
type Rewriter = (node: Node, source: string) => string | undefined

/** Operators the library judges otherwise than the standard, and the functions of ours that stand in for them. */
const OPERATORS: Readonly<Record<string, string>> = {
  '+': '__add',
  '-': '__subtract',
  '*': '__multiply',
  '/': '__divide',
  '**': '__power',
  '^': '__power',
}

const rewriters: Readonly<Record<string, Rewriter>> = {
  ArithmeticExpression: arithmetic,
  Comparison: comparison,
  Context: uniqueKeys,
  DateTimeConstructor: (node, source) => `__${textOf(node, source).replaceAll(/\s+/g, '_')}`,
  AtLiteral: (node, source) => `__at(${rewrite(childrenOf(node)[0]!, source)})`,
  FilterExpression: literalFilter,
  FunctionDefinition: typedFunction,
  InExpression: iteration,
  InstanceOfExpression: instanceOf,
  Interval: interval,
  // the library reads 1e12 as 1
  NumericLiteral: (node, source) => textOf(node, source).replace(/^(\d+)e/i, '$1.0e'),
  ParenthesizedExpression: pointRange,
  PositiveUnaryTest: booleanTest,
}

/** The same expression with our functions in the place of what the library gets wrong. A node it cannot read throws. */
export function rewrite(node: Node, source: string): string {
  if (node.type.isError) throw new SyntaxError(`FEEL cannot read “${source.slice(node.from, node.to + 20)}”.`)
  return rewriters[node.name]?.(node, source) ?? unchanged(node, source)
}

function unchanged(node: Node, source: string): string {
  let [text, at] = ['', node.from]
  for (const child of childrenOf(node)) {
    text += source.slice(at, child.from) + (child.type.isSkipped ? ' ' : rewrite(child, source))
    at = child.to
  }
  return text + source.slice(at, node.to)
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}

/** Children that mean something: comments are left out. */
function partsOf(node: Node): Node[] {
  return childrenOf(node).filter(child => !child.type.isSkipped)
}

function textOf(node: Node, source: string): string {
  return source.slice(node.from, node.to)
}

function arithmetic(node: Node, source: string): string | undefined {
  const [left, operator, right] = partsOf(node)
  if (!right) return operator && textOf(left!, source) === '-' ? `__negate(${rewrite(operator, source)})` : undefined
  const name = OPERATORS[textOf(operator!, source)]
  return name && `${name}(${rewrite(left!, source)}, ${rewrite(right, source)})`
}

/** `and true` keeps it a test, which filters look for, and its three values. */
function comparison(node: Node, source: string): string | undefined {
  const [left, operator, right] = partsOf(node)
  const name = { '=': '__equal', '!=': '__unequal' }[operator ? textOf(operator, source) : '']
  return name && right && `(${name}(${rewrite(left!, source)}, ${rewrite(right, source)}) and true)`
}

/** A context that says one key twice is an error, so null. */
function uniqueKeys(node: Node, source: string): string | undefined {
  const keys = partsOf(node)
    .filter(({ name }) => name === 'ContextEntry')
    .map(entry => textOf(entry.firstChild!, source).replaceAll('"', ''))
  return new Set(keys).size < keys.length ? 'null' : undefined
}

/** A single value filtered is a list of one; a list is paid for by its length. */
function literalFilter(node: Node, source: string): string | undefined {
  const [target] = partsOf(node)
  if (!target) return undefined
  if (!['NumericLiteral', 'StringLiteral', 'BooleanLiteral'].includes(target.name))
    return `__over(${rewrite(target, source)})${rest(node, target, source)}`
  return `[${textOf(target, source)}]${source.slice(target.to, node.from)}${rest(node, target, source)}`
}

function rest(node: Node, after: Node, source: string): string {
  let [text, at] = ['', after.to]
  for (const child of childrenOf(node).filter(({ from }) => from >= after.to)) {
    text += source.slice(at, child.from) + rewrite(child, source)
    at = child.to
  }
  return text + source.slice(at, node.to)
}

/** A parameter's type is held to: a call with anything else is null. The library reads types and forgets them. */
function typedFunction(node: Node, source: string): string | undefined {
  const parts = partsOf(node)
  const parameters = parts.find(({ name }) => name === 'FormalParameters')
  const body = parts.find(({ name }) => name === 'FunctionBody')
  const typed = parameters ? partsOf(parameters).filter(each => each.name === 'FormalParameter' && partsOf(each).length > 1) : []
  if (!body || parts.some(({ name }) => name === 'external')) return undefined
  if (!parameters || typed.length === 0)
    return `${source.slice(node.from, body.from)}(if __step() then ${rewrite(body, source)} else null)`
  const names = partsOf(parameters)
    .filter(({ name }) => name === 'FormalParameter')
    .map(each => textOf(partsOf(each)[0]!, source))
  const fits = typed.map(each => {
    const [name, type] = [partsOf(each)[0]!, partsOf(each).at(-1)!]
    return `__fits(${textOf(name, source)}, ${JSON.stringify(textOf(type, source))})`
  })
  return `function(${names.join(', ')}) (if __step() and ${fits.join(' and ')} then ${rewrite(body, source)} else null)`
}

/** What is iterated over is a list, or a range of numbers or dates that goes up. */
function iteration(node: Node, source: string): string | undefined {
  const over = partsOf(node).at(-1)
  const [from, , to] = over?.name === 'IterationContext' ? partsOf(over) : []
  if (!over || !from) return undefined
  const before = source.slice(node.from, over.from)
  if (to) return `${before}__steps(${rewrite(from, source)}, ${rewrite(to, source)})`
  return `${before}${partsOf(from)[0]?.name === 'Interval' ? '__each' : '__over'}(${rewrite(from, source)})`
}

function instanceOf(node: Node, source: string): string | undefined {
  const [value, ...others] = partsOf(node)
  const type = others.find(({ name }) => name === 'Type')
  return type && value && `(__is(${rewrite(value, source)}, ${JSON.stringify(textOf(type, source))}) and true)`
}

/** An interval with an end that is null, or ends of two kinds, is null. */
function interval(node: Node, source: string): string | undefined {
  const [open, from, , to, close] = partsOf(node)
  if (!close || (from!.name === 'NumericLiteral' && to!.name === 'NumericLiteral')) return undefined
  return `__interval("${textOf(open!, source)}", ${rewrite(from!, source)}, ${rewrite(to!, source)}, "${textOf(close, source)}")`
}

/** `(= 10)` and `(!= 10)` standing as values. */
function pointRange(node: Node, source: string): string | undefined {
  const test = partsOf(node).find(({ name }) => name === 'SimplePositiveUnaryTest')
  const [operator, value] = test ? partsOf(test) : []
  const sign = operator && value && textOf(operator, source)
  return sign === '=' || sign === '!=' ? `__point("${sign}", ${rewrite(value!, source)})` : undefined
}

/** In a cell, a test that does not speak of `?` and comes to a boolean is what a boolean input has to equal. */
function booleanTest(node: Node, source: string): string | undefined {
  const [test] = partsOf(node)
  const isCell = node.parent?.name === 'PositiveUnaryTests' && node.parent.parent?.name === 'UnaryTests'
  if (!isCell || !test || !['PathExpression', 'VariableName', 'FunctionInvocation'].includes(test.name)) return undefined
  return mentionsInput(test) ? undefined : `__tested(?, ${rewrite(test, source)})`
}

function mentionsInput(node: Node): boolean {
  return node.name === '?' || childrenOf(node).some(mentionsInput)
}

/** The library cannot read `instance of range<…>`; it is written as a context's type, which `type-text.ts` reads back. */
export function readable(source: string): string {
  return source.replaceAll(/\binstance(\s+)of(\s+)range\s*<([^<>"]*)>/g, 'instance$1of$2context<__range: $3>')
}
