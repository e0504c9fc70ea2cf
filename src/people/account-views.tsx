import { FormToken, type Language, languages, page, type Reply, type Visit } from '#platform'
import { Button, Select, SummaryList } from '#platform/html'
import { nameOf, type Person } from './person.ts'
import { words } from './words.ts'

interface Account {
  readonly person: Person
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
      <form method="post" action="/sign-out">
        <FormToken visit={account.visit} />
        <Button classes="govuk-button--secondary" text={t('sign-out')} />
      </form>
    </>
  )
  return page(body, { title: t('account-title') })
}

function Details({ person, visit }: Account) {
  const t = words(visit.language)
  const name = (
    <>
      <span dir="auto">{nameOf(person)}</span>
      <p class="govuk-hint govuk-!-margin-bottom-0">{t('name-from')}</p>
    </>
  )
  return (
    <>
      <h2 class="govuk-heading-m">{t('your-details')}</h2>
      <SummaryList rows={[{ key: { text: t('name') }, value: { html: name } }]} />
      <form method="post" action="/account/language">
        <FormToken visit={visit} />
        <Select
          id="language"
          name="language"
          label={{ text: t('language') }}
          value={person.language}
          items={languages.map(value => ({ value, text: ownName[value], attributes: { lang: value } }))}
        />
        <Button classes="govuk-button--secondary" text={t('language-save')} />
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
        {(['offers', 'lookups', 'inquiries', 'consents', 'data', 'corrections', 'erasure', 'mandates', 'sessions'] as const).map(
          name => (
            <li key={name}>
              <a class="govuk-link" href={name === 'offers' ? '/offers' : `/account/${name}`}>
                {t(`to-${name}`)}
              </a>
              <br />
              <span class="govuk-hint">{t(`to-${name}-hint`)}</span>
            </li>
          ),
        )}
      </ul>
    </>
  )
}
