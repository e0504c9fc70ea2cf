import { dayOf, FormToken, formatDate, type Language, OFFICE_TIME_ZONE, type Visit } from '#platform'
import { Button, InsetText, NotificationBanner, Pagination, ServiceNavigation, TaskList } from '#platform/html'
import type { Message } from './message.ts'
import { type Agencies, Said, senderName } from './said.tsx'
import { words } from './words.ts'

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
