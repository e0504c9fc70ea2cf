import { dayOf, formatDate, formatInstant, type Language, OFFICE_TIME_ZONE, say } from '#platform'
import { Button, ErrorSummary, SummaryList, TextInput } from '#platform/html'
import type { Payload } from './document.ts'
import { forComparing, Said, shownLines } from './show-lines.tsx'
import type { Finding } from './verify-document.ts'
import { datesOf } from './views.tsx'
import { words } from './words.ts'

/** Where anyone enters the code of a document. @param typed what was entered before and could not be a code */
export function VerifyPage({ language, typed }: { language: Language; typed?: string | undefined }) {
  const t = words(language)
  const isFault = typed !== undefined
  return (
    <>
      {isFault && <ErrorSummary titleText={t('fault-title')} errorList={[{ text: t('verify-fault'), href: '#code' }]} />}
      <h1 class="govuk-heading-l">{t('verify-title')}</h1>
      <p class="govuk-body">{t('verify-text')}</p>
      <CodeForm language={language} typed={typed} isFault={isFault} />
    </>
  )
}

function CodeForm({ language, typed, isFault }: { language: Language; typed?: string | undefined; isFault: boolean }) {
  const t = words(language)
  return (
    <form method="get" action="/verify" noValidate>
      <TextInput
        name="code"
        label={{ text: t('verify-label') }}
        hint={{ text: t('verify-hint') }}
        classes="govuk-input--width-30 govuk-input--extra-letter-spacing"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        value={typed ?? ''}
        attributes={{ dir: 'ltr' }}
        {...(isFault && { errorMessage: { text: t('verify-fault') } })}
      />
      <Button text={t('verify-button')} />
    </form>
  )
}

/** The same page for every code that is not of a document of ours, whatever it looks like. */
export function UnknownPage({ language }: { language: Language }) {
  const t = words(language)
  return (
    <>
      <div class="finding finding--unknown">
        <h1 class="govuk-heading-l">{t('unknown-now')}</h1>
        <p class="govuk-body">{t('unknown-text')}</p>
      </div>
      <CodeForm language={language} isFault={false} />
    </>
  )
}

/** What was found: its state first, then what to compare. */
export function FindingPage({ finding, language }: { finding: Finding; language: Language }) {
  const t = words(language)
  const { validity, signed, checkedAt } = finding
  return (
    <>
      <div class={`finding finding--${validity}`}>
        <h1 class="govuk-heading-l">{t(`${validity}-now`)}</h1>
        {validity !== 'valid' && <p class="govuk-body">{because(finding, language)}</p>}
        <p class="govuk-body govuk-!-margin-bottom-0">
          {t('checked-at', { at: formatInstant(language, checkedAt, OFFICE_TIME_ZONE) })}
        </p>
      </div>
      {signed && validity !== 'forged' && <Comparison signed={signed} language={language} />}
      <p class="govuk-body">
        <a class="govuk-link" href="/verify">
          {t('another')}
        </a>
      </p>
    </>
  )
}

function Comparison({ signed, language }: { signed: Payload; language: Language }) {
  const t = words(language)
  return (
    <>
      <SummaryList
        rows={[
          { key: { text: t('document-label') }, value: { html: <Said words={signed.name} language={language} /> } },
          { key: { text: t('issuer-label') }, value: { html: <Said words={signed.issuer.name} language={language} /> } },
          ...datesOf(signed, language),
        ]}
      />
      {signed.shows.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{t('compare')}</h2>
          <p class="govuk-body">{t('compare-text')}</p>
          <SummaryList rows={shownLines(signed.shows, language, forComparing)} />
        </>
      )}
    </>
  )
}

function because({ validity, signed, revokedAt, revokedBecause }: Finding, language: Language): string {
  const t = words(language)
  if (validity === 'revoked') {
    const text = t('revoked-text', { date: formatDate(language, dayOf(revokedAt!, OFFICE_TIME_ZONE)) })
    return revokedBecause ? `${text} ${say(revokedBecause, language)}` : text
  }
  return validity === 'expired' ? t('expired-text', { date: formatDate(language, signed!.validUntil!) }) : t('forged-text')
}
