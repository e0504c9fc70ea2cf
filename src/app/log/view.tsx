import { type checkpoint, formatInstant, formatNumber, type Language, type publicKeys } from '#platform'
import { SummaryList, type SummaryRow } from '#platform/html'
import { words } from './words.ts'

interface LogPageProps {
  readonly newest: Awaited<ReturnType<typeof checkpoint>>
  readonly keys: Awaited<ReturnType<typeof publicKeys>>['keys']
  readonly language: Language
}

/** What the log is, how far it is sealed, and how anybody can hold us to it. */
export function LogPage({ newest, keys, language }: LogPageProps) {
  const t = words(language)
  return (
    <>
      <h1 class="govuk-heading-xl">{t('title')}</h1>
      <p class="govuk-body-l">{t('what')}</p>
      <p class="govuk-body">{t('how')}</p>
      {newest ? <Sealed newest={newest} language={language} /> : <p class="govuk-inset-text">{t('not-sealed')}</p>}
      <h2 class="govuk-heading-m">{t('witness-title')}</h2>
      <p class="govuk-body">{t('witness')}</p>
      <ul class="govuk-list govuk-list--bullet">
        {(['/log/checkpoint', '/log/heads.json', '/.well-known/log-keys.json'] as const).map(path => (
          <li key={path}>
            <a class="govuk-link" href={path}>
              {t(path)}
            </a>
          </li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">{t('keys-title')}</h2>
      {keys.map(({ text }) => (
        <Signed key={text} text={text} />
      ))}
    </>
  )
}

function Sealed({
  newest: { head, note },
  language,
}: Pick<LogPageProps, 'language'> & { newest: NonNullable<LogPageProps['newest']> }) {
  const t = words(language)
  const row = (key: string, text: string): SummaryRow => ({ key: { text: key }, value: { text } })
  return (
    <>
      <h2 class="govuk-heading-m">{t('now-title')}</h2>
      <SummaryList
        rows={[row(t('entries'), formatNumber(language, head.size)), row(t('sealed-at'), formatInstant(language, head.sealedAt))]}
      />
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{t('signed')}</span>
        </summary>
        <div class="govuk-details__text">
          <Signed text={note} />
        </div>
      </details>
    </>
  )
}

/** Signs that only programs read: left to right in every language, and broken wherever there is no more room. */
function Signed({ text }: { text: string }) {
  return (
    <pre class="app-signed" dir="ltr" lang="zxx">
      {text}
    </pre>
  )
}
