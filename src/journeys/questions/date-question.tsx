import { DateInput } from '#platform/html'
import { words } from '../words.ts'
import { grouped, type QuestionProps, rawPart } from './asked.tsx'
import { partsOf } from './raw-answers.ts'

/** A day, or a month, typed in parts; a fault marks the part it is about, or all of them. */
export function DateQuestion(props: QuestionProps) {
  const { fact, raw, language, fault, name = fact.name } = props
  const wrong = fault && 'part' in fault ? fault.part : undefined
  const items = partsOf(fact).map(part => ({
    name: part,
    label: words(language)(part as 'day' | 'month' | 'year'),
    classes: `govuk-input--width-${part === 'year' ? 4 : 2}`,
    value: rawPart(raw, part),
    ...(wrong ? { error: wrong === part } : {}),
    ...(fact.name === 'applicant.bornOn' ? { autocomplete: `bday-${part}` } : {}),
  }))
  return <DateInput {...grouped(props)} namePrefix={name} items={items} />
}
