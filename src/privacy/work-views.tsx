import { page, type Reply, type Visit } from '#platform'
import { AnswerErrors, type AnswerFaults, AnswerFields, type AnswerForm } from './answer-form.tsx'
import { findings, type Inquiry } from './inquiry.ts'
import { InquiryList, InquiryParts } from './inquiry-views.tsx'
import { inquiryWords } from './inquiry-words.ts'
import type { LookReading } from './look-list.tsx'
import { PrivacyWork } from './review/work-nav.tsx'

/** What people asked this agency, for its privacy officer. */
export function workInquiriesPage(listed: Parameters<typeof InquiryList>[0]): Reply {
  const t = inquiryWords(listed.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('work-title')}</h1>
      <p class="govuk-body">{t('work-lead')}</p>
      {listed.inquiries.length === 0 ? <p class="govuk-inset-text">{t('work-none')}</p> : <InquiryList {...listed} />}
      <PrivacyWork at="inquiries" language={listed.language} />
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
  readonly faults: AnswerFaults | undefined
}

/** One question as a privacy officer answers it. */
export function workInquiryPage(shown: WorkInquiry): Reply {
  const { inquiry, reading, faults } = shown
  const t = inquiryWords(reading.language)
  const { visit, form } = shown
  const body = (
    <>
      <AnswerErrors faults={faults} language={visit.language} />
      <h1 class="govuk-heading-l">{t('one-title-work')}</h1>
      <InquiryParts {...shown} />
      {!inquiry.answer && (
        <AnswerFields
          {...{ visit, form, faults }}
          action={`/work/inquiries/${inquiry.id}/answer`}
          legend={t('work-finding')}
          choices={findings.map(value => ({ value, text: t(`found-${value}`) }))}
        />
      )}
    </>
  )
  const title = `${t('one-title-work')}, ${inquiry.reference}`
  return page(body, {
    title: faults ? `${t('error-prefix')} ${title}` : title,
    status: faults ? 422 : 200,
    back: '/work/inquiries',
  })
}
