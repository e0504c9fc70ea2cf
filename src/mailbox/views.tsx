import type { Catalogue } from '#catalogue'
import {
  dayOf,
  directionOf,
  FormToken,
  formatDate,
  formatInstant,
  type Language,
  OFFICE_TIME_ZONE,
  say,
  spokenIn,
  type Visit,
} from '#platform'
import {
  Button,
  ErrorSummary,
  InsetText,
  NotificationBanner,
  Pagination,
  ServiceNavigation,
  SummaryList,
  TaskList,
  TextInput,
} from '#platform/html'
import type { Message } from './message.ts'
import { words } from './words.ts'

type Agencies = Pick<Catalogue, 'agencies'>

/** Which part of the mailbox is shown, and which page of it, from 1. */
export interface Part {
  readonly archived: boolean
  readonly number: number
  readonly hasMore: boolean
}

export function MailboxPage(props: {
  messages: readonly Message[]
  part: Part
  visit: Visit
  catalogue: Agencies
  undo?: string | undefined
}) {
  const { messages, part, visit, catalogue, undo } = props
  const t = words(visit.language)
  return (
    <>
      {undo && <ArchivedBanner id={undo} visit={visit} />}
      <h1 class="govuk-heading-l">{t(part.archived ? 'archive-title' : 'title')}</h1>
      <Parts archived={part.archived} language={visit.language} />
      {messages.length > 0 ? (
        <TaskList idPrefix="message" items={messages.map(message => line(message, visit.language, catalogue))} />
      ) : (
        <InsetText text={t(part.archived ? 'empty-archive' : 'empty')} />
      )}
      <Pages part={part} language={visit.language} />
      <p class="govuk-body">
        <a class="govuk-link" href="/mailbox/notices">
          {t('notices-link')}
        </a>
      </p>
    </>
  )
}

function Parts({ archived, language }: { archived: boolean; language: Language }) {
  const t = words(language)
  return (
    <ServiceNavigation
      navigationLabel={t('views')}
      navigationId="mailbox-parts"
      collapseNavigationOnMobile={false}
      classes="govuk-!-margin-bottom-6"
      navigation={[
        { text: t('inbox'), href: '/mailbox', current: !archived },
        { text: t('archive'), href: '/mailbox?part=archive', current: archived },
      ]}
    />
  )
}

function line(message: Message, language: Language, catalogue: Agencies) {
  const t = words(language)
  const date = formatDate(language, dayOf(message.deliveredAt, OFFICE_TIME_ZONE))
  return {
    title: {
      html: <Said words={message.subject} language={language} />,
      classes: message.readAt ? '' : 'govuk-!-font-weight-bold',
    },
    hint: { text: t('from-on', { agency: senderName(message, language, catalogue), date }) },
    status: message.readAt ? { text: t('read') } : { tag: { text: t('unread'), classes: 'govuk-tag--blue' } },
    href: `/mailbox/${message.id}`,
  }
}

function Pages({ part: { archived, number, hasMore }, language }: { part: Part; language: Language }) {
  const t = words(language)
  if (number === 1 && !hasMore) return null
  const to = (page: number) => `/mailbox?${archived ? 'part=archive&' : ''}page=${page}`
  return (
    <Pagination
      landmarkLabel={t('pages')}
      {...(number > 1 && { previous: { href: to(number - 1), text: t('newer') } })}
      {...(hasMore && { next: { href: to(number + 1), text: t('older') } })}
    />
  )
}

function ArchivedBanner({ id, visit }: { id: string; visit: Visit }) {
  const t = words(visit.language)
  return (
    <NotificationBanner type="success" titleText={t('done')}>
      <p class="govuk-notification-banner__heading">{t('archived-banner')}</p>
      <form method="post" action={`/mailbox/${id}/unarchive`}>
        <FormToken visit={visit} />
        <Button text={t('undo')} classes="govuk-button--secondary govuk-!-margin-bottom-0" />
      </form>
    </NotificationBanner>
  )
}

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
      <p class="govuk-hint">{t('print')}</p>
      <form method="post" action={`/mailbox/${message.id}/${message.archivedAt ? 'unarchive' : 'archive'}`}>
        <FormToken visit={visit} />
        <Button text={t(message.archivedAt ? 'from-archive' : 'to-archive')} classes="govuk-button--secondary" />
      </form>
    </article>
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
          <p class="govuk-body">{paragraph}</p>
        ))}
    </div>
  )
}

export function NoticesPage({
  visit,
  address,
  fault,
}: {
  visit: Visit
  address: string | undefined
  fault?: string | undefined
}) {
  const t = words(visit.language)
  return (
    <>
      {fault !== undefined && (
        <ErrorSummary titleText={t('fault-title')} errorList={[{ text: t('notices-fault'), href: '#address' }]} />
      )}
      <h1 class="govuk-heading-l">{t('notices-title')}</h1>
      <p class="govuk-body">{t('notices-text')}</p>
      {address && <InsetText text={t('notices-current', { address })} />}
      <form method="post" action="/mailbox/notices" noValidate>
        <FormToken visit={visit} />
        <TextInput
          name="address"
          type="email"
          autocomplete="email"
          spellcheck={false}
          label={{ text: t('notices-label') }}
          value={fault ?? address ?? ''}
          attributes={{ dir: 'ltr' }}
          {...(fault !== undefined && { errorMessage: { text: t('notices-fault') } })}
        />
        <Button text={t('notices-start')} />
      </form>
      {address && (
        <form method="post" action="/mailbox/notices/stop">
          <FormToken visit={visit} />
          <Button text={t('notices-stop')} classes="govuk-button--secondary" />
        </form>
      )}
    </>
  )
}

function Said({ words, language }: { words: Message['subject']; language: Language }) {
  const spoken = spokenIn(words, language)
  return spoken === language ? (
    say(words, language)
  ) : (
    <span lang={spoken} dir={directionOf(spoken)}>
      {say(words, language)}
    </span>
  )
}

function senderName({ sender }: Message, language: Language, { agencies }: Agencies): string {
  return say(agencies.get(sender)?.name ?? { en: sender }, language)
}
