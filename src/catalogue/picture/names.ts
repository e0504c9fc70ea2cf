import { formatDate, say } from '#platform'
import type { Fact } from '../fact.ts'
import type { Node } from '../feel/feelin.ts'
import { parameterOn } from '../feel/scope-values.ts'
import { CALENDAR_YEAR, figureName, parameterName, sayAmount, spaced } from '../say-amount.ts'
import { type Text, textOf } from './tree.ts'
import { words } from './words.ts'

/** A number beside its subject, in the subject's own unit. */
export function amount(value: number, subject: Node, text: Text): string {
  const fact = factOf(subject, text)
  const unit =
    fact?.type === 'money' ? `${fact.rules.currency ?? 'EUR'}-minor` : text.service.workOut.get(textOf(subject, text))?.unit
  return sayAmount(text.language, value, fact?.rules.year ? CALENDAR_YEAR : unit)
}

/** The fact a name stands for, alone in a filter or after its entity. */
export function factOf(node: Node, { inside, bound = {}, service, ...text }: Text): Fact | undefined {
  const [entity, field] = textOf(node, { service, ...text }).split('.')
  if (node.name === 'VariableName' && inside) return service.facts.get(`${inside}.${entity}`)
  if (node.name !== 'PathExpression') return undefined
  const many = [...service.facts.values()].find(({ of }) => of === entity)?.entity
  return service.facts.get(`${bound[entity!] ?? many ?? entity}.${field}`)
}

/** What a fact is called where it is asked. */
export function label(fact: Fact, { language }: Text): string {
  return say(fact.label, language)
}

/** A name that stands alone in an expression: today, a parameter with its rate of the day, a figure, or something of which there are several. */
export function nameOf(name: string, { service, language, on, bound = {} }: Text): string {
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
export function entryName(name: string, { service, language }: Pick<Text, 'service' | 'language'>): string {
  const repeat = service.pages.find(page => page.repeat?.of === name || page.repeat?.as === name)?.repeat
  return repeat ? say(repeat.words, language) : spaced(name)
}

const LENGTHS: Readonly<Record<string, string>> = { D: 'days', M: 'months', Y: 'years' }

/** `date("…")` and `duration("…")` as people say them; as they are written where they cannot. */
export function dayOrLength(node: Node, text: Text): string {
  const source = textOf(node, text)
  const [, day] = /^date\(\s*"(\d{4}-\d{2}-\d{2})"\s*\)$/.exec(source) ?? []
  if (day) return formatDate(text.language, day)
  const [, count, unit] = /^duration\(\s*"P(\d+)([DMY])"\s*\)$/.exec(source) ?? []
  if (count && unit) return sayAmount(text.language, Number(count), LENGTHS[unit])
  const [, name] = /^duration\(\s*"P" \+ string\((\w+)\) \+ "[DMY]"\s*\)$/.exec(source) ?? []
  return name ? nameOf(name, text) : source
}

/** What a list holds several of: `children` → `child`. */
export function entityIn(list: string, { service }: Text): string {
  return [...service.facts.values()].find(({ of }) => of === list)?.entity ?? list
}
