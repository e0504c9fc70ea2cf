import { FormToken, page, type Reply, type Visit } from '#platform'
import { Button, CharacterCount, counterWords, ErrorSummary, Radios } from '#platform/html'
import { erasureWords } from './erasure-words.ts'
import { ANSWER_MAX, type Finding, findings, type Inquiry } from './inquiry.ts'
import { InquiryList, InquiryParts } from './inquiry-views.tsx'
import { inquiryWords } from './inquiry-words.ts'
import type { LookReading } from './look-list.tsx'

export interface AnswerForm {
  readonly finding: Finding | undefined
  readonly text: string
}

export interface AnswerFaults {
  readonly finding?: 'finding-missing'
  readonly text?: 'answer-missing' | 'answer-too-long'
}

/** What people asked this agency, for its privacy officer. */
export function workInquiriesPage(listed: Parameters<typeof InquiryList>[0]): Reply {
  const t = inquiryWords(listed.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('work-title')}</h1>
      <p class="govuk-body">{t('work-lead')}</p>
      {listed.inquiries.length === 0 ? <p class="govuk-inset-text">{t('work-none')}</p> : <InquiryList {...listed} />}
      <p class="govuk-body">
        <a class="govuk-link" href="/work/holds">
          {erasureWords(listed.language)('to-holds')}
        </a>
      </p>
    </>
  )
  return page(body, { title: t('work-title') })
}

export interface WorkInquiry {
  readonly inquiry: Inquiry
  readonly reading: LookReading
  readonly today: string
  readonly visit: Visit
  readonly form: AnswerForm
  readonly faults: AnswerFaults
}

/** One question as a privacy officer answers it. */
export function workInquiryPage(shown: WorkInquiry): Reply {
  const { inquiry, reading, faults } = shown
  const t = inquiryWords(reading.language)
  const said = Object.entries({ finding: faults.finding, text: faults.text })
  const errorList = said.flatMap(([name, fault]) => (fault ? [{ text: t(fault, { max: ANSWER_MAX }), href: `#${name}` }] : []))
  const isWrong = errorList.length > 0
  const body = (
    <>
      {isWrong && <ErrorSummary titleText={t('error-title')} errorList={errorList} />}
      <h1 class="govuk-heading-l">{t('one-title-work')}</h1>
      <InquiryParts {...shown} />
      {!inquiry.answer && <AnswerInquiry {...shown} />}
    </>
  )
  const title = `${t('one-title-work')}, ${inquiry.reference}`
  return page(body, {
    title: isWrong ? `${t('error-prefix')} ${title}` : title,
    status: isWrong ? 422 : 200,
    back: '/work/inquiries',
  })
}

function AnswerInquiry({ inquiry, reading: { language }, visit, form, faults }: WorkInquiry) {
  const t = inquiryWords(language)
  const errorIn = (fault: AnswerFaults[keyof AnswerFaults]) =>
    fault ? { errorMessage: { text: t(fault, { max: ANSWER_MAX }), visuallyHiddenText: t('error') } } : {}
  return (
    <form method="post" action={`/work/inquiries/${inquiry.id}/answer`} noValidate>
      <FormToken visit={visit} />
      <Radios
        name="finding"
        {...(form.finding && { value: form.finding })}
        fieldset={{ legend: { text: t('work-finding'), classes: 'govuk-fieldset__legend--m' } }}
        {...errorIn(faults.finding)}
        items={findings.map(value => ({ value, text: t(`found-${value}`) }))}
      />
      <CharacterCount
        name="text"
        value={form.text}
        rows={8}
        maxlength={ANSWER_MAX}
        label={{ text: t('work-answer'), classes: 'govuk-label--m' }}
        hint={{ text: t('work-answer-hint') }}
        attributes={{ dir: 'auto' }}
        {...errorIn(faults.text)}
        {...counterWords[language]}
      />
      <Button text={t('work-send')} preventDoubleClick />
    </form>
  )
}
