import type { Catalogue } from '#catalogue'
import { dayOf, FormToken, formatDate, type Language, OFFICE_TIME_ZONE, page, type Reply, type Visit } from '#platform'
import { Button, CharacterCount, counterWords, ErrorSummary, SummaryList, Tag, TaskList } from '#platform/html'
import { ANSWER_WITHIN_DAYS, type Inquiry, QUESTION_MAX } from './inquiry.ts'
import { inquiryWords } from './inquiry-words.ts'
import { type Look, lookerOf } from './look.ts'
import { LookParticulars, type LookReading, lookSentence } from './look-list.tsx'
import { agencyName } from './said.tsx'
import { Late, Lines, standTag } from './stand.tsx'

export type QuestionFault = 'question-missing' | 'question-too-long'

interface Asking {
  readonly look: Look
  readonly reading: LookReading
  readonly visit: Visit
  readonly typed?: string
  readonly fault?: QuestionFault | undefined
}

/** The page on which a person questions one look. */
export function questionPage({ look, reading, visit, typed, fault }: Asking): Reply {
  const { language, catalogue } = reading
  const t = inquiryWords(language)
  const agency = agencyName(catalogue, lookerOf(look, catalogue) ?? look.holder ?? '', language)
  const message = fault && t(fault, { max: QUESTION_MAX })
  const body = (
    <>
      {message && <ErrorSummary titleText={t('error-title')} errorList={[{ text: message, href: '#question' }]} />}
      <h1 class="govuk-heading-l">{t('ask-title')}</h1>
      <TheLook look={look} reading={reading} />
      <p class="govuk-body">{t('ask-lead', { agency, days: ANSWER_WITHIN_DAYS })}</p>
      <form method="post" action={`/account/lookups/${look.id}/question`} noValidate>
        <FormToken visit={visit} />
        <CharacterCount
          name="question"
          value={typed ?? ''}
          rows={6}
          maxlength={QUESTION_MAX}
          label={{ text: t('ask-label'), classes: 'govuk-label--m' }}
          hint={{ text: t('ask-hint') }}
          attributes={{ dir: 'auto' }}
          {...(message ? { errorMessage: { text: message, visuallyHiddenText: t('error') } } : {})}
          {...counterWords[language]}
        />
        <Button text={t('ask-button')} preventDoubleClick />
      </form>
    </>
  )
  const title = t('ask-title')
  return page(body, {
    title: message ? `${t('error-prefix')} ${title}` : title,
    status: message ? 422 : 200,
    back: '/account/lookups',
  })
}

/** The look that is spoken of, set apart from the rest. */
export function TheLook({ look, reading }: { look: Look; reading: LookReading }) {
  return (
    <div class="govuk-inset-text">
      <p class="govuk-body govuk-!-font-weight-bold">{lookSentence(look, reading)}</p>
      <p class="govuk-hint">{formatDate(reading.language, dayOf(look.at, OFFICE_TIME_ZONE))}</p>
      {look.kind === 'register' && <LookParticulars look={look} reading={reading} />}
    </div>
  )
}

interface Listed {
  readonly inquiries: readonly Inquiry[]
  readonly catalogue: Catalogue
  readonly today: string
  readonly language: Language
  readonly isAtWork?: boolean
}

/** All that a person asked, each with where it stands. */
export function inquiriesPage(listed: Listed): Reply {
  const t = inquiryWords(listed.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('list-title')}</h1>
      <p class="govuk-body">{t('list-lead')}</p>
      {listed.inquiries.length === 0 ? (
        <p class="govuk-inset-text">{t('list-none')}</p>
      ) : (
        <InquiryList {...listed} at="/account/inquiries" />
      )}
    </>
  )
  return page(body, { title: t('list-title'), back: '/account/lookups' })
}

/** Inquiries as lines that lead to each; `at` is the address above them. */
export function InquiryList({ inquiries, catalogue, today, language, isAtWork, at }: Listed & { at: string }) {
  const t = inquiryWords(language)
  return (
    <TaskList
      idPrefix="inquiry"
      items={inquiries.map(inquiry => ({
        title: { text: lookSentence(lookIn(inquiry), { catalogue, language, ...(isAtWork && { isAtWork }) }) },
        hint: { text: `${inquiry.reference} · ${t('due-on')} ${formatDate(language, inquiry.dueOn)}` },
        status: { tag: standTag(inquiry, today, language) },
        href: `${at}/${inquiry.id}`,
      }))}
    />
  )
}

/** The look as it is kept with the question. */
export function lookIn({ looked }: Inquiry): Look {
  return { ...looked, at: new Date(looked.at) }
}

interface OneInquiry {
  readonly inquiry: Inquiry
  readonly reading: LookReading
  readonly today: string
}

/** One question with its clock and, once there is one, its answer. */
export function inquiryPage(shown: OneInquiry): Reply {
  const { inquiry, reading } = shown
  const t = inquiryWords(reading.language)
  const title = t('one-title', { agency: agencyName(reading.catalogue, inquiry.agency, reading.language) })
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <InquiryParts {...shown} />
    </>
  )
  return page(body, { title, back: '/account/inquiries' })
}

/** What person and privacy officer both see of an inquiry. */
export function InquiryParts({ inquiry, reading, today }: OneInquiry) {
  const { language } = reading
  const t = inquiryWords(language)
  const due = formatDate(language, inquiry.dueOn)
  return (
    <>
      <Late asked={inquiry} today={today} language={language} />
      <SummaryList
        rows={[
          { key: { text: t('reference') }, value: { html: <bdi>{inquiry.reference}</bdi> } },
          { key: { text: t('asked-on') }, value: { text: formatDate(language, dayOf(inquiry.askedAt, OFFICE_TIME_ZONE)) } },
          { key: { text: t('due-on') }, value: { text: due } },
          { key: { text: t('state') }, value: { html: <Tag {...standTag(inquiry, today, language)} /> } },
        ]}
      />
      <h2 class="govuk-heading-m">{t('the-look')}</h2>
      <TheLook look={lookIn(inquiry)} reading={reading} />
      <h2 class="govuk-heading-m">{t('question')}</h2>
      <Lines text={inquiry.question} />
      {inquiry.answer && <Answer answer={inquiry.answer} language={language} />}
    </>
  )
}

function Answer({ answer, language }: { answer: NonNullable<Inquiry['answer']>; language: Language }) {
  const t = inquiryWords(language)
  const date = formatDate(language, dayOf(answer.at, OFFICE_TIME_ZONE))
  return (
    <>
      <h2 class="govuk-heading-m">{t('answer')}</h2>
      <p class="govuk-body govuk-!-font-weight-bold">{t(`found-${answer.finding}`)}</p>
      <Lines text={answer.text} />
      <p class="govuk-hint">{t('answered-on', { name: answer.officerName, date })}</p>
    </>
  )
}
