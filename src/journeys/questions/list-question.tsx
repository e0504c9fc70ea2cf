import type { Fact, RawParts } from '#catalogue'
import { Button, ErrorMessage, Fieldset, Hint } from '#platform/html'
import { words } from '../words.ts'
import { grouped, type QuestionProps } from './asked.tsx'
import { Question } from './question.tsx'
import { FILE_PARTS, partsOf } from './raw-answers.ts'

/** A list typed in rows: those given, or one to begin with. Saving with "add another" draws the next. */
export function ListQuestion(props: QuestionProps) {
  const { fact, raw, fault, language, name = fact.name } = props
  const { id, fieldset, hint, errorMessage } = grouped({ ...props, fault: fault?.code === 'in-list' ? undefined : fault })
  const rows = Array.isArray(raw) && raw.length > 0 ? (raw as RawParts[]) : [{}]
  const describedBy = [hint && `${id}-hint`, errorMessage && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div class={`govuk-form-group${errorMessage ? ' govuk-form-group--error' : ''}`} id={id}>
      <Fieldset {...fieldset} describedBy={describedBy}>
        {hint && <Hint {...hint} id={`${id}-hint`} />}
        {errorMessage && <ErrorMessage {...errorMessage} id={`${id}-error`} />}
        {rows.map((row, index) => (
          <Row key={String(index)} {...props} row={row} index={index} />
        ))}
        {rows.length < (fact.rules.maxItems ?? Number.POSITIVE_INFINITY) && (
          <Button text={words(language)('more-rows')} name="more" value={name} classes="govuk-button--secondary" />
        )}
      </Fieldset>
    </div>
  )
}

function Row({ fact, row, index, fault, language, name = fact.name }: QuestionProps & { row: RawParts; index: number }) {
  const faultOf = ({ field }: Fact) =>
    fault?.code === 'in-list' && fault.index === index && fault.field === field ? fault.fault : undefined
  return (
    <Fieldset
      classes="portico-row"
      legend={{ text: words(language)('row-of', { number: index + 1 }), classes: 'govuk-fieldset__legend--s' }}
    >
      {(fact.item ?? []).map(item => (
        <Question
          key={item.field}
          fact={item}
          name={`${name}-${index}-${item.field}`}
          raw={rowRaw(row, item)}
          language={language}
          size="s"
          fault={faultOf(item)}
        />
      ))}
    </Fieldset>
  )
}

/** What was typed for one item of a row, whose parts stand beside each other as `field-part`. */
function rowRaw(row: RawParts, item: Fact) {
  const parts = item.type === 'file' && !row[item.field] ? FILE_PARTS : partsOf(item)
  if (parts.length === 0) return row[item.field] ?? ''
  return Object.fromEntries(parts.map(part => [part, String(row[`${item.field}-${part}`] ?? '')]))
}
