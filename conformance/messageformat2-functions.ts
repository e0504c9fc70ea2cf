import { MessageFunctionError } from 'messageformat'
import type { MessageFunction, MessageFunctionContext, MessageValue } from 'messageformat/functions'

type Fails = 'never' | 'select' | 'format' | 'always'

/** What a `:test:` function resolved to, carried from one such expression to the next. */
interface TestOptions {
  readonly decimalPlaces: 0 | 1
  readonly fails: Fails
}

const FAILS: readonly string[] = ['never', 'select', 'format', 'always']

/** The suite's own functions, for its tests alone, as its README.md defines them. */
export const testFunctions: Readonly<Record<string, MessageFunction<'test'>>> = {
  'test:function': (context, options, operand) => tested(context, options, operand),
  'test:select': (context, options, operand) => {
    const { toParts: _parts, toString: _text, ...selectable } = tested(context, options, operand)
    return { ...selectable, toString: undefined } as unknown as MessageValue<'test'>
  },
  'test:format': (context, options, operand) => {
    const { selectKey: _select, ...formattable } = tested(context, options, operand)
    return formattable
  },
}

function tested(context: MessageFunctionContext, options: Record<string, unknown>, operand: unknown): MessageValue<'test'> {
  const input = numberIn(operand)
  const { decimalPlaces, fails } = optionsFrom(context, options, inherited(operand))
  const text = written(input, decimalPlaces)
  const refuse = () => {
    throw new MessageFunctionError('bad-option', 'the test asked for this to fail')
  }
  const failsFormat = fails === 'format' || fails === 'always'
  return {
    type: 'test',
    options: { decimalPlaces, fails },
    selectKey: keys => (fails === 'select' || fails === 'always' ? refuse() : keyAmong(keys, input, decimalPlaces)),
    toParts: () => (failsFormat ? refuse() : [{ type: 'test', parts: partsOf(text) }]),
    toString: () => (failsFormat ? refuse() : text),
    valueOf: () => input,
  }
}

function numberIn(operand: unknown): number {
  const plain = typeof operand === 'object' && operand !== null ? operand.valueOf() : operand
  const isNumeral = typeof plain === 'string' && /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(plain)
  if (typeof plain !== 'number' && !isNumeral) throw new MessageFunctionError('bad-operand', 'a number is needed')
  return Number(plain)
}

function inherited(operand: unknown): TestOptions {
  const from = operand as { type?: unknown; options?: Partial<TestOptions> } | undefined
  return { decimalPlaces: 0, fails: 'never', ...(typeof operand === 'object' && from?.options) }
}

function optionsFrom(context: MessageFunctionContext, given: Record<string, unknown>, from: TestOptions): TestOptions {
  const places = given.decimalPlaces === undefined ? from.decimalPlaces : Number(plainOf(given.decimalPlaces))
  if (places !== 0 && places !== 1) throw new MessageFunctionError('bad-option', 'decimalPlaces is 0 or 1')
  const fails = given.fails === undefined ? from.fails : String(plainOf(given.fails))
  if (FAILS.includes(fails)) return { decimalPlaces: places, fails: fails as Fails }
  context.onError('bad-option', 'fails is never, select, format or always')
  return { decimalPlaces: places, fails: from.fails }
}

function plainOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value.valueOf() : value
}

function keyAmong(keys: Set<string>, input: number, decimalPlaces: 0 | 1): string | null {
  if (input !== 1) return null
  if (decimalPlaces === 1 && keys.has('1.0')) return '1.0'
  return keys.has('1') ? '1' : null
}

function written(input: number, decimalPlaces: 0 | 1): string {
  const whole = Math.floor(Math.abs(input))
  const tenth = Math.floor((Math.abs(input) - whole) * 10)
  return `${input < 0 ? '-' : ''}${whole}${decimalPlaces === 1 ? `.${tenth}` : ''}`
}

function partsOf(text: string): { type: string; value: string }[] {
  const [, minus = '', integer = '', fraction] = /^(-?)(\d+)(?:\.(\d))?$/.exec(text) ?? []
  const parts = [...(minus ? [{ type: 'minusSign', value: '-' }] : []), { type: 'integer', value: integer }]
  return fraction === undefined ? parts : [...parts, { type: 'decimal', value: '.' }, { type: 'fraction', value: fraction }]
}
