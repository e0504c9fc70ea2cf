import type { Fact } from '#catalogue'
import { currencySign } from '#platform'
import { TextInput } from '#platform/html'
import { AddressQuestion } from './address-question.tsx'
import { labelled, type QuestionProps } from './asked.tsx'
import { Choice, Choices, YesNo } from './choice-question.tsx'
import { DateQuestion } from './date-question.tsx'
import { FileQuestion } from './file-question.tsx'
import { ListQuestion } from './list-question.tsx'
import { LongText } from './long-text.tsx'

/** One question in the shape its fact's type asks for, with its hint, its fault and what was typed. */
export function Question(props: QuestionProps) {
  switch (props.fact.type) {
    case 'long-text':
      return <LongText {...props} />
    case 'yes-no':
      return <YesNo {...props} />
    case 'one-of':
      return <Choice {...props} />
    case 'many-of':
      return <Choices {...props} />
    case 'date':
    case 'partial-date':
      return <DateQuestion {...props} />
    case 'address':
      return <AddressQuestion {...props} />
    case 'file':
      return <FileQuestion {...props} />
    case 'list':
      return <ListQuestion {...props} />
    default:
      return <OneLine {...props} />
  }
}

interface Input {
  readonly type?: string
  readonly inputmode?: string
  readonly autocomplete?: string
  readonly classes?: string
  readonly spellcheck?: boolean
}

const INPUTS: Partial<Record<Fact['type'], Input>> = {
  name: { spellcheck: false },
  number: { inputmode: 'numeric', classes: 'govuk-input--width-10', spellcheck: false },
  money: { inputmode: 'decimal', classes: 'govuk-input--width-10', spellcheck: false },
  email: { type: 'email', autocomplete: 'email', spellcheck: false },
  telephone: { type: 'tel', autocomplete: 'tel', classes: 'govuk-input--width-20' },
  website: { type: 'url', spellcheck: false },
  'national-id': { classes: 'govuk-input--width-20', spellcheck: false },
  'bank-account': { classes: 'govuk-input--width-30', spellcheck: false },
}

/** Written from left to right in every language. */
const LEFT_TO_RIGHT: readonly Fact['type'][] = ['email', 'telephone', 'website', 'national-id', 'bank-account']

function OneLine(props: QuestionProps) {
  const { fact, raw, language, name = fact.name } = props
  return (
    <TextInput
      {...labelled(props)}
      {...inputFor(fact)}
      {...(fact.type === 'money' ? { prefix: { text: currencySign(language, fact.rules.currency ?? 'EUR') } } : {})}
      name={name}
      value={String(raw)}
      attributes={{ dir: LEFT_TO_RIGHT.includes(fact.type) ? 'ltr' : 'auto' }}
    />
  )
}

/** A number with decimal places needs the keyboard that has their sign; only the person's own details are for the browser to fill in. */
function inputFor({ type, entity, rules }: Fact): Input {
  const { autocomplete, ...input } = INPUTS[type] ?? {}
  const inputmode = type === 'number' && rules.decimals ? { inputmode: 'decimal' } : {}
  return { ...input, ...inputmode, ...(autocomplete && entity === 'applicant' ? { autocomplete } : {}) }
}
