import { dayOf, FormToken, formatDate, formatInstant, type Language, OFFICE_TIME_ZONE, say, type Visit } from '#platform'
import { Button, ErrorSummary, SummaryList, Textarea, TextInput } from '#platform/html'
import type { Payload } from './document.ts'
import { forComparing, Said, shownLines } from './show-lines.tsx'
import type { SubmissionReceipt } from './submission-receipt.ts'
import type { Finding } from './verify-document.ts'
import { datesOf } from './views.tsx'
import { words } from './words.ts'

/** Where anyone enters the code of a document. @param typed what was entered before and could not be a code */
export function VerifyPage({ visit, typed }: { visit: Visit; typed?: string | undefined }) {
  const { language } = visit
  const t = words(language)
  const isFault = typed !== undefined
  return (
    <>
      {isFault && <ErrorSummary titleText={t('fault-title')} errorList={[{ text: t('verify-fault'), href: '#code' }]} />}
      <h1 class="govuk-heading-l">{t('verify-title')}</h1>
      <p class="govuk-body">{t('verify-text')}</p>
      <CodeForm language={language} typed={typed} isFault={isFault} />
      <ReceiptForm visit={visit} />
    </>
  )
}

/** Where anyone shows the signed receipt of something that was sent. Sent, not asked for: receipts are too long for an address. */
function ReceiptForm({ visit }: { visit: Visit }) {
  const t = words(visit.language)
  return (
    <form method="post" action="/verify/receipt" noValidate>
      <FormToken visit={visit} />
      <h2 class="govuk-heading-m">{t('receipt-title')}</h2>
      <Textarea
        name="receipt"
        rows={5}
        label={{ text: t('receipt-label') }}
        hint={{ text: t('receipt-hint') }}
        spellcheck={false}
        attributes={{ dir: 'ltr' }}
      />
      <Button text={t('receipt-button')} classes="govuk-button--secondary" />
    </form>
  )
}

/** What was found of a receipt: that we signed it, with what it says; or that we did not. */
export function ReceiptPage({ visit, receipt }: { visit: Visit; receipt: SubmissionReceipt | undefined }) {
  const { language } = visit
  const t = words(language)
  if (!receipt)
    return (
      <>
        <div class="finding finding--forged">
          <h1 class="govuk-heading-l">{t('receipt-forged')}</h1>
          <p class="govuk-body">{t('receipt-forged-text')}</p>
        </div>
        <ReceiptForm visit={visit} />
      </>
    )
  return (
    <>
      <div class="finding finding--valid">
        <h1 class="govuk-heading-l">{t('receipt-valid')}</h1>
        <p class="govuk-body">{t('receipt-valid-text')}</p>
      </div>
      <SummaryList
        rows={[
          { key: { text: t('receipt-reference') }, value: { html: <bdi>{receipt.reference}</bdi> } },
          { key: { text: t('receipt-sent') }, value: { text: formatInstant(language, new Date(receipt.sentAt)) } },
          ...receipt.services.map(({ name, service, dueOn }) => ({
            key: { text: say(name, language) || service },
            value: { text: t('receipt-due', { date: formatDate(language, dueOn) }) },
          })),
          { key: { text: t('receipt-digest') }, value: { html: <code dir="ltr">{receipt.digest}</code> } },
        ]}
      />
      <p class="govuk-body">
        <a class="govuk-link" href="/verify">
          {t('another')}
        </a>
      </p>
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
