import { say } from '#platform'
import { Checkboxes, Radios, Select } from '#platform/html'
import { spoken } from '../start/spoken.ts'
import { words } from '../words.ts'
import { grouped, idOf, labelled, type QuestionProps } from './asked.tsx'

/** More options than this are a list to open, not a column of circles. */
const RADIOS_MAX = 12

export function YesNo(props: QuestionProps) {
  const { fact, raw, language, name = fact.name } = props
  const items = (['yes', 'no'] as const).map(value => ({ value, text: words(language)(value) }))
  return (
    <Radios
      {...grouped(props)}
      name={name}
      idPrefix={idOf(name)}
      classes="govuk-radios--inline"
      items={items}
      value={String(raw)}
    />
  )
}

/** One of a few, or of many. */
export function Choice(props: QuestionProps) {
  const { fact, raw, name = fact.name } = props
  if ((fact.options?.length ?? 0) > RADIOS_MAX) return <LongChoice {...props} />
  return <Radios {...grouped(props)} name={name} idPrefix={idOf(name)} items={itemsOf(props)} value={String(raw)} />
}

function LongChoice(props: QuestionProps) {
  const { fact, language, raw, name = fact.name } = props
  const options = (fact.options ?? []).map(({ value, label }) => ({ value, text: say(label, language) }))
  const items = [{ value: '', text: words(language)('choose') }, ...options]
  return <Select {...labelled(props)} name={name} items={items} value={String(raw)} />
}

export function Choices(props: QuestionProps) {
  const { fact, raw, name = fact.name } = props
  const values = Array.isArray(raw) ? (raw as string[]) : [String(raw)].filter(Boolean)
  return <Checkboxes {...grouped(props)} name={`${name}[]`} idPrefix={idOf(name)} items={itemsOf(props)} values={values} />
}

function itemsOf({ fact, language }: QuestionProps) {
  return (fact.options ?? []).map(({ value, label, hint }) => ({
    value,
    text: say(label, language),
    ...(hint ? { hint: { text: say(hint, language), attributes: spoken(hint, language) } } : {}),
  }))
}
