import {
  type Decision,
  type Fact,
  figureName,
  parameterName,
  type Service,
  sayAmount,
  showAnswer,
  spaced,
  type TraceStep,
} from '#catalogue'
import { formatDate, type Language, say } from '#platform'
import { CORRECTED, type Sources, sourceOf } from './case-facts.ts'
import { explanationWords } from './explanation-words.ts'
import { agencyName } from './names.ts'
import type { CasesWorld } from './world.ts'

const BETWEEN = { en: '; ', fr: ' ; ', ar: '؛ ' } as const

/** One step of a decision in a person's language. */
export interface ExplainedStep {
  readonly title: string
  readonly verdict: 'met' | 'not-met' | 'applies' | 'does-not-apply' | 'unknown' | undefined
  /** For a step that works something out: what it came to. */
  readonly result?: string
  readonly facts: readonly { readonly label: string; readonly value: string; readonly source: string }[]
  readonly parameters: readonly string[]
  /** The rule as the service file writes it. */
  readonly source: string
}

/** What explaining leans on. */
export interface Telling {
  readonly world: Pick<CasesWorld, 'catalogue'>
  readonly service: Service
  readonly sources: Sources
  readonly language: Language
}

/** Turns a decision's trace into steps that anyone can read: which rule, which facts and whence, which rates since when. */
export function explainSteps(telling: Telling, trace: Decision['trace']): ExplainedStep[] {
  return trace.map(step => ({
    ...{ title: titleOf(telling, step), verdict: verdictOf(step), source: step.source },
    ...(isOutput(step) && { result: amountIn(telling, step) }),
    facts: [
      ...step.facts.map(({ name, value }) => explainFact(telling, name, value)),
      ...(step.figures ?? []).map(({ name, value }) => explainFigure(telling, name, value)),
    ],
    parameters: step.parameters.map(read => explainParameter(telling, read)),
  }))
}

/** A fact's own label; its name when the catalogue no longer knows it. */
export function factLabel({ service, language }: Telling, name: string): string {
  return say(service.facts.get(name)?.label ?? {}, language) || name
}

/** Where an answer came from, as people say it. */
export function sourceWords({ world, language }: Pick<Telling, 'world' | 'language'>, source: string): string {
  const t = explanationWords(language)
  if (source === 'typed' || source === CORRECTED) return t(source)
  const query = world.catalogue.registers.get(source)
  if (!query) return t('from-register', { agency: source, register: source })
  return t('from-register', { agency: agencyName(world, query.agency, language), register: say(query.name, language) })
}

function titleOf({ service, language }: Telling, { rule }: TraceStep): string {
  const t = explanationWords(language)
  const [kind, name = '', output] = rule.split('.')
  if (kind === 'work-out') return t('output', { name: figureName(service, name, language) })
  if (output) return output === service.pays?.amount ? t('payment') : t('output', { name: spaced(output) })
  if (kind === 'decide') return ruleReason(service, Number(name), language) ?? t('decide', { number: Number(name) })
  const at = service.eligible.findIndex(({ id }) => id === name)
  return say(service.eligible[at]?.else ?? {}, language) || t('eligible', { number: at + 1 })
}

function ruleReason({ decide, reasons }: Service, number: number, language: Language): string | undefined {
  const because = decide.rules[number - 1]?.because
  return (because && say(reasons.get(because) ?? {}, language)) || undefined
}

function isOutput({ rule }: TraceStep): boolean {
  return rule.split('.').length === 3 || rule.startsWith('work-out.')
}

function verdictOf(step: TraceStep): ExplainedStep['verdict'] {
  if (isOutput(step)) return undefined
  if (typeof step.result !== 'boolean') return 'unknown'
  if (step.rule.startsWith('eligible.')) return step.result ? 'met' : 'not-met'
  return step.result ? 'applies' : 'does-not-apply'
}

function amountIn({ service, language }: Telling, { rule, result }: TraceStep): string {
  const [kind, name = '', output] = rule.split('.')
  const paid = service.pays && service.pays.amount === output ? `${service.pays.currency}-minor` : undefined
  return valueIn(language, result, paid ?? service.workOut.get(kind === 'work-out' ? name : (output ?? ''))?.unit)
}

function valueIn(language: Language, value: unknown, unit = ''): string {
  if (typeof value === 'number') return sayAmount(language, value, unit)
  const t = explanationWords(language)
  if (typeof value === 'boolean') return t(value ? 'applies' : 'does-not-apply')
  return value === null || value === undefined ? t('unknown') : showAnswer({ type: 'text' }, value, language).join(', ')
}

function explainFigure({ service, language }: Telling, name: string, value: unknown): ExplainedStep['facts'][number] {
  return {
    label: figureName(service, name, language),
    value: valueIn(language, value, service.workOut.get(name)?.unit),
    source: explanationWords(language)('worked-out'),
  }
}

function explainFact(telling: Telling, name: string, value: unknown): ExplainedStep['facts'][number] {
  const fact = telling.service.facts.get(name)
  return {
    label: factLabel(telling, name),
    value: fact ? shown(fact, value, telling.language) : showAnswer({ type: 'text' }, value, telling.language).join(', '),
    source: sourcesOf(telling, fact ?? { name }, value),
  }
}

/** A fact of a list is read of every entry at once. */
function shown(fact: Fact, value: unknown, language: Language): string {
  const several = fact.of && Array.isArray(value) ? value : [value]
  return several.map(one => showAnswer(fact, one, language).join(', ')).join(BETWEEN[language])
}

function sourcesOf(telling: Telling, fact: Pick<Fact, 'name' | 'of'>, value: unknown): string {
  const count = fact.of && Array.isArray(value) ? Math.max(value.length, 1) : 1
  const all = Array.from({ length: count }, (_, index) => sourceWords(telling, sourceOf(telling.sources, fact, index)))
  return [...new Set(all)].join(', ')
}

function explainParameter({ service, language }: Telling, { name, value, since, unit }: TraceStep['parameters'][number]): string {
  const amounts = [value].flat().map(amount => sayAmount(language, amount, unit))
  return explanationWords(language)('parameter', {
    ...{ name: parameterName(service, name, language), value: amounts.join(', '), date: formatDate(language, since) },
    source: service.parameters.get(name)?.source ?? '',
  })
}
