import type { Fact } from '../fact.ts'
import type { Vocabulary } from '../feel/vocabulary.ts'
import type { DecisionRule, DecisionTable, EligibilityRule, Expression, Parameter, ParameterValue } from '../rule.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import type { Words } from '../words.ts'
import type { Path } from './source-file.ts'
import { checkDay, eachOnce, expression, inEveryLanguage, maybe, note, noteKey, referred, type Work } from './work.ts'

type Development = ServiceFile['development']
type RuleShape = Development['decide']['rules'][number]

const RULE_KEYS = ['if', 'then', 'because']

export function buildParameters(
  work: Work,
  { parameters = {} }: Development,
  facts: ReadonlyMap<string, Fact>,
): Map<string, Parameter> {
  const entities = new Set([...facts.values()].flatMap(({ entity, of }) => (of ? [entity, of] : [entity])))
  return new Map(
    Object.entries(parameters).map(([name, { unit, source, words, ...days }]) => {
      const path = ['development', 'parameters', name]
      if (entities.has(name) || name === 'today')
        noteKey(work, path, {
          message: `“${name}” already means something else in rules.`,
          hint: 'Give the parameter another name.',
        })
      const values = Object.entries(days as Record<string, ParameterValue>).map(([from, value]) => ({ from, value }))
      if (values.length === 0)
        noteKey(work, path, { message: `“${name}” has no value.`, hint: 'Add one from a day on, such as 2026-01-01: 2690.' })
      for (const { from } of values) checkDay(work, [...path, from], from)
      checkPlaces(work, path, values)
      if (words) inEveryLanguage(work, [...path, 'words'], words)
      return [name, { name, unit, source, ...maybe('words', words), values: values.sort((a, b) => (a.from < b.from ? -1 : 1)) }]
    }),
  )
}

/** A rule that picks by place must find one on every day. */
function checkPlaces(work: Work, path: Path, [first, ...others]: Parameter['values']): void {
  const places = (value: ParameterValue) => (typeof value === 'number' ? 'one' : value.length)
  for (const { from, value } of others)
    if (places(value) !== places(first!.value))
      note(work, [...path, from], {
        message: `“${path.at(-1)}” holds ${places(value)} here and ${places(first!.value)} on ${first!.from}.`,
        hint: 'Give as many numbers on every day.',
      })
}

export function buildEligible(work: Work, { eligible = [] }: Development, words: Vocabulary): EligibilityRule[] {
  eachOnce(
    work,
    eligible.map(({ id }, at) => ({ path: ['development', 'eligible', at, 'id'], value: id })),
    'condition',
  )
  return eligible.flatMap((rule, at) => {
    const path: Path = ['development', 'eligible', at]
    const condition = expression(work, [...path, 'if'], { source: rule.if, words })
    const otherwise = inEveryLanguage(work, [...path, 'else'], rule.else)
    return condition ? [{ id: rule.id, if: condition, else: otherwise }] : []
  })
}

export function buildReasons(work: Work, { reasons = {} }: Development): Map<string, Words> {
  return new Map(Object.entries(reasons).map(([id, words]) => [id, inEveryLanguage(work, ['development', 'reasons', id], words)]))
}

export function buildDecision(
  work: Work,
  { decide }: Development,
  known: { words: Vocabulary; reasons: ReadonlyMap<string, Words> },
): DecisionTable {
  checkOrder(work, decide)
  return {
    hit: decide.hit,
    rules: decide.rules.map((shape, at) => buildRule(work, ['development', 'decide', 'rules', at], { shape, ...known })),
  }
}

interface Rule {
  shape: RuleShape
  words: Vocabulary
  reasons: ReadonlyMap<string, Words>
}

function buildRule(work: Work, path: Path, { shape, words, reasons }: Rule): DecisionRule {
  if (shape.because) referred(work, [...path, 'because'], { kind: 'reason', name: shape.because, among: reasons })
  if (shape.then === 'refuse' && !shape.because)
    note(work, path, {
      message: 'This rule refuses and gives no reason.',
      hint: 'Add because: … and its words under development.reasons.',
    })
  const condition = shape.if === undefined ? undefined : expression(work, [...path, 'if'], { source: shape.if, words })
  const outputs = Object.entries(shape).filter(([key]) => !RULE_KEYS.includes(key))
  const compiled = outputs.flatMap(([name, source]): [string, Expression][] => {
    const value = expression(work, [...path, name], { source: String(source), words })
    return value ? [[name, value]] : []
  })
  return { ...maybe('if', condition), outcome: shape.then, ...maybe('because', shape.because), outputs: new Map(compiled) }
}

/** In a table where the first hit counts, nothing after a rule without a condition is ever reached. */
function checkOrder(work: Work, { hit, rules }: Development['decide']): void {
  const always = rules.findIndex(rule => rule.if === undefined)
  if (hit === 'first' && always >= 0 && always < rules.length - 1)
    note(work, ['development', 'decide', 'rules', always + 1], {
      message: 'This rule is never reached: the one before it always holds.',
      hint: 'Move the rule without “if” to the end.',
    })
}
