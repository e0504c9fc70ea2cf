import type { RawParts } from '#catalogue'
import { say } from '#platform'
import { faultSentence } from './fault-words.ts'
import { asked, idOf, Question, type QuestionProps } from './question.tsx'
import { partsOf } from './raw-answers.ts'
import { words } from './words.ts'

/** A list typed in rows: those given, and one more to fill. Saving with "add another" draws the next. */
export function ListQuestion(props: QuestionProps) {
  const { fact, raw, fault, language, heading, name = fact.name } = props
  const t = words(language)
  const given = Array.isArray(raw) ? (raw as RawParts[]) : []
  const rows = given.length === 0 ? [{}] : given
  const { fieldset } = asked(props)
  return (
    <fieldset class="govuk-fieldset" id={idOf(name)}>
      <legend class={`govuk-fieldset__legend ${fieldset.legend.classes}`}>
        {heading ? <h1 class="govuk-fieldset__heading">{fieldset.legend.text}</h1> : fieldset.legend.text}
      </legend>
      {fact.hint && <div class="govuk-hint">{say(fact.hint, language)}</div>}
      {fault && fault.code !== 'in-list' && <p class="govuk-error-message">{faultSentence(fault, fact, language)}</p>}
      {rows.map((row, index) => (
        <fieldset class="govuk-fieldset portico-row" key={String(index)}>
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{t('row-of', { number: index + 1 })}</legend>
          {(fact.item ?? []).map(item => (
            <Question
              key={item.field}
              fact={item}
              name={`${name}-${index}-${item.field}`}
              raw={rowRaw(row, item)}
              language={language}
              fault={fault?.code === 'in-list' && fault.index === index && fault.field === item.field ? fault.fault : undefined}
            />
          ))}
        </fieldset>
      ))}
      <button type="submit" class="govuk-button govuk-button--secondary" name="more" value={fact.name} data-module="govuk-button">
        {t('more-rows')}
      </button>
    </fieldset>
  )
}

function rowRaw(row: RawParts, item: QuestionProps['fact']) {
  const parts = partsOf(item)
  if (parts.length === 0) return row[item.field] ?? ''
  return Object.fromEntries(parts.map(part => [part, String(row[`${item.field}-${part}`] ?? '')]))
}
