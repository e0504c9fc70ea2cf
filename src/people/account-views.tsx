import { FormToken, formatInstant, type Language, languages, page, type Reply, type Visit } from '#platform'
import { nameOf, type Person } from './person.ts'
import type { OpenSession } from './session-store.ts'
import { words } from './words.ts'

interface Account {
  readonly person: Person
  readonly sessions: readonly OpenSession[]
  readonly visit: Visit
}

const ownName: Record<Language, string> = { en: 'English', fr: 'Français', ar: 'العربية' }

/** The page about a person's own account. */
export function accountPage(account: Account): Reply {
  const t = words(account.visit.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('account-title')}</h1>
      <Details {...account} />
      <DataLinks {...account} />
      <Sessions {...account} />
      <form method="post" action="/sign-out">
        <FormToken visit={account.visit} />
        <button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">
          {t('sign-out')}
        </button>
      </form>
    </>
  )
  return page(body, { title: t('account-title') })
}

function Details({ person, visit }: Account) {
  const t = words(visit.language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('your-details')}</h2>
      <dl class="govuk-summary-list">
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{t('name')}</dt>
          <dd class="govuk-summary-list__value">
            <span dir="auto">{nameOf(person)}</span>
            <p class="govuk-hint govuk-!-margin-bottom-0">{t('name-from')}</p>
          </dd>
        </div>
      </dl>
      <form method="post" action="/account/language">
        <FormToken visit={visit} />
        <div class="govuk-form-group">
          <label class="govuk-label" for="language">
            {t('language')}
          </label>
          <select class="govuk-select" id="language" name="language">
            {languages.map(language => (
              <option key={language} value={language} lang={language} selected={language === person.language}>
                {ownName[language]}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">
          {t('language-save')}
        </button>
      </form>
    </>
  )
}

function DataLinks({ visit }: Account) {
  const t = words(visit.language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('your-data')}</h2>
      <ul class="govuk-list govuk-list--spaced">
        {(['lookups', 'consents'] as const).map(name => (
          <li key={name}>
            <a class="govuk-link" href={`/account/${name}`}>
              {t(`to-${name}`)}
            </a>
            <br />
            <span class="govuk-hint">{t(`to-${name}-hint`)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Sessions({ person, sessions, visit }: Account) {
  const t = words(visit.language)
  return (
    <table class="govuk-table">
      <caption class="govuk-table__caption govuk-table__caption--m">{t('sessions-title')}</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {(['session-started', 'session-seen', 'session-column-end'] as const).map(column => (
            <th key={column} scope="col" class="govuk-table__header">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {sessions.map(session => (
          <tr key={session.id} class="govuk-table__row">
            <td class="govuk-table__cell">{formatInstant(visit.language, session.startedAt)}</td>
            <td class="govuk-table__cell">{formatInstant(visit.language, session.seenAt)}</td>
            <td class="govuk-table__cell">
              {session.id === person.session ? t('session-here') : <EndSession session={session} visit={visit} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function EndSession({ session, visit }: { session: OpenSession; visit: Visit }) {
  const t = words(visit.language)
  const at = formatInstant(visit.language, session.startedAt)
  return (
    <form method="post" action={`/account/sessions/${session.id}/end`}>
      <FormToken visit={visit} />
      <button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0" data-module="govuk-button">
        {t('session-end')}
        <span class="govuk-visually-hidden">{t('session-end-hidden', { at })}</span>
      </button>
    </form>
  )
}
