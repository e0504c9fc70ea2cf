import { FormToken, formatInstant, page, type Reply, type Visit } from '#platform'
import { Button, SummaryList } from '#platform/html'
import { browserName } from './browser.ts'
import type { Person } from './person.ts'
import type { OpenSession } from './session-store.ts'
import { words } from './words.ts'

interface Listed {
  readonly person: Person
  readonly sessions: readonly OpenSession[]
  readonly visit: Visit
  /** Whether they are told of a browser they had not used before. */
  readonly tells: boolean
}

/** Where a person is signed in, this browser first, each with the way to end it. */
export function sessionsPage({ person, sessions, visit, tells }: Listed): Reply {
  const t = words(visit.language)
  const others = sessions.filter(({ id }) => id !== person.session)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('sessions-title')}</h1>
      <p class="govuk-body">{t('sessions-lead')}</p>
      {[...sessions.filter(({ id }) => id === person.session), ...others].map(session => (
        <Session key={session.id} session={session} visit={visit} isHere={session.id === person.session} />
      ))}
      {others.length === 0 ? <p class="govuk-body">{t('sessions-only-here')}</p> : <EndOthers visit={visit} />}
      <Notice visit={visit} tells={tells} />
    </>
  )
  return page(body, { title: t('sessions-title'), back: '/account' })
}

function Session({ session, visit, isHere }: { session: OpenSession; visit: Visit; isHere: boolean }) {
  const t = words(visit.language)
  const name = browserName(session.browser) ?? t('session-browser-other')
  const rows = [
    [t('session-started'), formatInstant(visit.language, session.startedAt)],
    [t('session-seen'), formatInstant(visit.language, session.seenAt)],
    [t('session-how'), t(`channel-${session.channel}`)],
    [t('session-level'), t(`level-${session.level}`)],
  ] as const
  return (
    <section class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <h2 class="govuk-summary-card__title">
          <bdi>{name}</bdi>
          {isHere && ` (${t('session-here')})`}
        </h2>
        {!isHere && <EndSession session={session} visit={visit} />}
      </div>
      <div class="govuk-summary-card__content">
        <SummaryList rows={rows.map(([key, value]) => ({ key: { text: key }, value: { text: value } }))} />
      </div>
    </section>
  )
}

function EndSession({ session, visit }: { session: OpenSession; visit: Visit }) {
  const t = words(visit.language)
  const at = formatInstant(visit.language, session.startedAt)
  const text = (
    <>
      {t('session-end')}
      <span class="govuk-visually-hidden">{t('session-end-hidden', { at })}</span>
    </>
  )
  return (
    <form method="post" action={`/account/sessions/${session.id}/end`}>
      <FormToken visit={visit} />
      <Button classes="govuk-button--secondary govuk-!-margin-bottom-0" html={text} />
    </form>
  )
}

function EndOthers({ visit }: { visit: Visit }) {
  return (
    <form method="post" action="/account/sessions/end-others">
      <FormToken visit={visit} />
      <Button classes="govuk-button--warning" text={words(visit.language)('sessions-end-others')} />
    </form>
  )
}

/** Whether a sign-in from a browser never used before is told, and the button that switches it. */
function Notice({ visit, tells }: Pick<Listed, 'visit' | 'tells'>) {
  const t = words(visit.language)
  return (
    <form method="post" action="/account/sessions/notice">
      <FormToken visit={visit} />
      <h2 class="govuk-heading-m">{t('new-browser-title')}</h2>
      <p class="govuk-body">{t(tells ? 'new-browser-on' : 'new-browser-off')}</p>
      <input type="hidden" name="on" value={tells ? 'no' : 'yes'} />
      <Button classes="govuk-button--secondary" text={t(tells ? 'new-browser-stop' : 'new-browser-start')} />
    </form>
  )
}
