import { Fieldset, Hint, TextInput } from '#platform/html'
import { words } from '../words.ts'
import { errorOf, grouped, type QuestionProps, rawPart, wrongPart } from './asked.tsx'
import { ADDRESS_PARTS } from './raw-answers.ts'

const WIDTH: Record<string, string> = {
  town: 'govuk-!-width-two-thirds',
  postcode: 'govuk-input--width-10',
  propertyRef: 'govuk-input--width-20',
}
const AUTOCOMPLETE: Record<string, string> = {
  line1: 'address-line1',
  line2: 'address-line2',
  town: 'address-level2',
  postcode: 'postal-code',
}

/** An address in its parts; a fault stands at the part it is about. */
export function AddressQuestion(props: QuestionProps) {
  const { fact, raw, language, fault, name = fact.name } = props
  const { id, fieldset, hint } = grouped(props)
  const wrong = fault && wrongPart(fact, fault)
  return (
    <div class="govuk-form-group">
      <Fieldset {...fieldset} {...(hint ? { describedBy: `${id}-hint` } : {})}>
        {hint && <Hint {...hint} id={`${id}-hint`} />}
        {ADDRESS_PARTS.map(part => (
          <TextInput
            key={part}
            name={`${name}-${part}`}
            id={`${id}-${part}`}
            label={{ text: words(language)(part) }}
            value={rawPart(raw, part)}
            classes={WIDTH[part] ?? ''}
            {...(fact.entity === 'applicant' ? { autocomplete: AUTOCOMPLETE[part] ?? 'off' } : {})}
            attributes={{ dir: 'auto' }}
            {...(fault && wrong === part ? { errorMessage: errorOf(fault, fact, language) } : {})}
          />
        ))}
      </Fieldset>
    </div>
  )
}
