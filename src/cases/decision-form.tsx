import { FormToken, type Visit } from '#platform'
import { Button, CharacterCount, counterWords, ErrorSummary, InsetText, Radios, TextInput } from '#platform/html'
import { paymentSentence } from './messages.ts'
import { asksAmount, type DecisionContext, type DecisionFaults, type DecisionForm, REASON_MAX } from './read-decision.ts'
import { workWords } from './work-words.ts'

export interface DecisionFormProps {
  readonly visit: Visit
  readonly caseId: string
  readonly form: DecisionForm
  readonly faults: DecisionFaults
  readonly context: DecisionContext
}

const FIELDS = ['outcome', 'amount', 'reason'] as const

/** Everything wrong with the form, at the top of the page, each with a link to its field. */
export function DecisionErrors({ visit: { language }, faults }: Pick<DecisionFormProps, 'visit' | 'faults'>) {
  const t = workWords(language)
  const errorList = FIELDS.flatMap(field => {
    const fault = faults[field]
    return fault ? [{ text: t(fault, { max: REASON_MAX }), href: `#${field}` }] : []
  })
  return errorList.length > 0 ? <ErrorSummary titleText={t('error-title')} errorList={errorList} /> : null
}

/** The form in which an officer decides; what was typed stays in it. */
export function DecideForm(props: DecisionFormProps) {
  const { visit, caseId, context } = props
  const t = workWords(visit.language)
  return (
    <form method="post" action={`/work/cases/${caseId}/decision`} noValidate>
      <FormToken visit={visit} />
      <h2 class="govuk-heading-m">{t('decide')}</h2>
      {context.workedOut && <InsetText text={t('worked-out', { payment: paymentSentence(context.workedOut, visit.language) })} />}
      <Outcome {...props} />
      {asksAmount(context) && <Amount {...props} />}
      <ReasonField {...props} />
      <Button text={t('send')} preventDoubleClick />
    </form>
  )
}

function Outcome({ visit, form, faults }: DecisionFormProps) {
  const t = workWords(visit.language)
  return (
    <Radios
      name="outcome"
      {...(form.outcome && { value: form.outcome })}
      fieldset={{ legend: { text: t('outcome'), classes: 'govuk-fieldset__legend--s' } }}
      {...errorIn(visit, faults.outcome)}
      items={[
        { value: 'granted', text: t('grant') },
        { value: 'refused', text: t('refuse') },
      ]}
    />
  )
}

function Amount({ visit, form, faults, context }: DecisionFormProps) {
  const t = workWords(visit.language)
  return (
    <TextInput
      name="amount"
      value={form.amount}
      label={{ text: t('amount', { currency: context.pays?.currency ?? '' }), classes: 'govuk-label--s' }}
      inputmode="decimal"
      classes="govuk-input--width-10"
      {...errorIn(visit, faults.amount)}
    />
  )
}

function ReasonField({ visit, form, faults }: DecisionFormProps) {
  const t = workWords(visit.language)
  return (
    <CharacterCount
      name="reason"
      value={form.reason}
      rows={8}
      maxlength={REASON_MAX}
      label={{ text: t('reason'), classes: 'govuk-label--s' }}
      hint={{ text: t('reason-hint') }}
      attributes={{ dir: 'auto' }}
      {...errorIn(visit, faults.reason)}
      {...counterWords[visit.language]}
    />
  )
}

function errorIn({ language }: Visit, fault: NonNullable<DecisionFaults[keyof DecisionFaults]> | undefined) {
  const t = workWords(language)
  return fault ? { errorMessage: { text: t(fault, { max: REASON_MAX }), visuallyHiddenText: t('error') } } : {}
}
