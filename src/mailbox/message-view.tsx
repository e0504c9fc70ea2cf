import { directionOf, FormToken, formatInstant, type Language, OFFICE_TIME_ZONE, say, spokenIn, type Visit } from '#platform'
import { Button, SummaryList } from '#platform/html'
import type { Message } from './message.ts'
import { type Agencies, Said, senderName } from './said.tsx'
import { words } from './words.ts'

/** As `newReference` makes them. */
const REFERENCE = /\b([2-9B-Z]{4}(?:-[2-9B-Z]{4}){2})\b/

/** One message, as a letter. */
export function MessagePage({ message, visit, catalogue }: { message: Message; visit: Visit; catalogue: Agencies }) {
  const { language } = visit
  const t = words(language)
  return (
    <article>
      <h1 class="govuk-heading-l">
        <Said words={message.subject} language={language} />
      </h1>
      <SummaryList
        classes="govuk-summary-list--no-border"
        rows={[
          { key: { text: t('from-heading') }, value: { text: senderName(message, language, catalogue) } },
          {
            key: { text: t('delivered-heading') },
            value: {
              html: (
                <time dateTime={message.deliveredAt.toISOString()}>
                  {formatInstant(language, message.deliveredAt, OFFICE_TIME_ZONE)}
                </time>
              ),
            },
          },
        ]}
      />
      <Letter message={message} language={language} />
      {message.kind === 'offer' && <Button text={t('to-offer')} href={`/offers/${message.about}`} />}
      <p class="govuk-hint">{t('print')}</p>
      <form method="post" action={`/mailbox/${message.id}/${message.archivedAt ? 'unarchive' : 'archive'}`}>
        <FormToken visit={visit} />
        <Button text={t(message.archivedAt ? 'from-archive' : 'to-archive')} classes="govuk-button--secondary" />
      </form>
    </article>
  )
}

/** A reference leads to the request it names. */
function withLinks(paragraph: string) {
  return paragraph.split(REFERENCE).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <a class="govuk-link" href={`/requests/${part}`}>
        <bdi>{part}</bdi>
      </a>
    ),
  )
}

/** The message's text: an empty line begins a paragraph. */
function Letter({ message: { text }, language }: { message: Message; language: Language }) {
  const spoken = spokenIn(text, language)
  return (
    <div lang={spoken} dir={directionOf(spoken)}>
      {say(text, language)
        .split(/\n\s*\n/)
        .map(paragraph => paragraph.trim())
        .filter(Boolean)
        .map(paragraph => (
          <p class="govuk-body">{withLinks(paragraph)}</p>
        ))}
    </div>
  )
}
