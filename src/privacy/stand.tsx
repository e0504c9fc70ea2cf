import { formatDate, type Language } from '#platform'
import { WarningText } from '#platform/html'
import { type Clocked, standOf } from './inquiry.ts'
import { inquiryWords } from './inquiry-words.ts'

const COLOURS = { open: 'govuk-tag--blue', overdue: 'govuk-tag--red', answered: 'govuk-tag--green' }

/** Where something asked stands, in one word. */
export function standTag(asked: Clocked, today: string, language: Language) {
  const stand = standOf(asked, today)
  return { text: inquiryWords(language)(stand), classes: COLOURS[stand] }
}

/** Says so when the day promised has passed without an answer. */
export function Late({ asked, today, language }: { asked: Clocked; today: string; language: Language }) {
  const t = inquiryWords(language)
  if (standOf(asked, today) !== 'overdue') return null
  return (
    <WarningText text={t('overdue-text', { date: formatDate(language, asked.dueOn) })} iconFallbackText={t('error-prefix')} />
  )
}

/** What somebody wrote, line by line as they did. */
export function Lines({ text }: { text: string }) {
  return (
    <div dir="auto">
      {text.split('\n').map((line, index) => (
        <p key={index} class="govuk-body">
          {line}
        </p>
      ))}
    </div>
  )
}
