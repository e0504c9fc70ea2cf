import { dayOf, formatDate, formatInstant, type Language, OFFICE_TIME_ZONE, say } from '#platform'
import { InsetText, SummaryList, TaskList, WarningText } from '#platform/html'
import { printedCode } from './code.ts'
import type { Payload, Validity } from './document.ts'
import type { OpenDocument } from './open-document.ts'
import { QrCode } from './qr.tsx'
import { Said, shownLines } from './show-lines.tsx'
import { words } from './words.ts'

const TAG: Record<Validity, string> = {
  valid: 'govuk-tag--green',
  expired: 'govuk-tag--grey',
  revoked: 'govuk-tag--red',
  forged: 'govuk-tag--red',
}

export function DocumentsPage({ documents, language }: { documents: readonly OpenDocument[]; language: Language }) {
  const t = words(language)
  return (
    <>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      {documents.length > 0 ? (
        <TaskList
          idPrefix="document"
          items={documents.map(({ kept, signed, validity }) => ({
            title: { html: <Said words={kept.name} language={language} /> },
            hint: { html: signed ? [<bdi>{ofWhom(signed)}</bdi>, <br />, issuedLine(signed, language)] : '' },
            status: { tag: { text: t(`state-${validity}`), classes: TAG[validity] } },
            href: `/documents/${kept.id}`,
          }))}
        />
      ) : (
        <InsetText text={t('empty')} />
      )}
    </>
  )
}

/** Whose it is, by the names it shows: twins have a certificate each. */
function ofWhom({ shows }: Payload): string {
  const names = shows.filter(({ type, value }) => type === 'name' && typeof value === 'string').slice(0, 2)
  return names.map(({ value }) => value).join(' ')
}

function issuedLine({ issuer, issuedOn }: Payload, language: Language): string {
  return words(language)('issued', { agency: say(issuer.name, language), date: formatDate(language, issuedOn) })
}

/** A document as a certificate to look at, show and print. @param publicUrl where anyone may check it */
export function DocumentPage({ open, language, publicUrl }: { open: OpenDocument; language: Language; publicUrl: string }) {
  const t = words(language)
  const { signed, kept } = open
  return (
    <>
      <Standing open={open} language={language} />
      {signed ? (
        <Certificate signed={signed} validity={open.validity} language={language} publicUrl={publicUrl} />
      ) : (
        <h1 class="govuk-heading-l">
          <Said words={kept.name} language={language} />
        </h1>
      )}
      <div class="govuk-!-display-none-print">
        {signed && (
          <>
            <p class="govuk-body">{t('print')}</p>
            <p class="govuk-body">
              <a class="govuk-link" href={`/documents/${kept.id}/signed`} download={`${signed.document}.jws`}>
                {t('download')}
              </a>
            </p>
          </>
        )}
        <p class="govuk-hint">{checkedLine(open, language)}</p>
      </div>
    </>
  )
}

/** What the holder must know before showing it: nothing while it is valid. */
function Standing({ open: { validity, kept, signed }, language }: { open: OpenDocument; language: Language }) {
  if (validity === 'valid') return null
  const t = words(language)
  const day = validity === 'revoked' ? dayOf(kept.revokedAt!, OFFICE_TIME_ZONE) : signed?.validUntil
  const text = t(`holder-${validity}`, day ? { date: formatDate(language, day) } : {})
  return <WarningText text={kept.revokedBecause ? `${text} ${say(kept.revokedBecause, language)}` : text} />
}

interface CertificateProps {
  readonly signed: Payload
  readonly validity: Validity
  readonly language: Language
  readonly publicUrl: string
}

function Certificate({ signed, validity, language, publicUrl }: CertificateProps) {
  const t = words(language)
  return (
    <article class="certificate">
      <header class="certificate__head">
        <p class="certificate__government">
          <Said words={signed.government} language={language} />
        </p>
        <h1 class="certificate__name">
          <Said words={signed.name} language={language} />
        </h1>
        <p class="certificate__issuer">
          <Said words={signed.issuer.name} language={language} />
        </p>
        {validity !== 'valid' && <p class="certificate__void">{t(`state-${validity}`)}</p>}
      </header>
      <SummaryList classes="certificate__lines" rows={shownLines(signed.shows, language)} />
      <SummaryList classes="certificate__lines" rows={datesOf(signed, language)} />
      <section class="certificate__check" aria-labelledby="certificate-check">
        <QrCode text={`${publicUrl}/verify/${signed.code}`} label={t('qr-label')} />
        <div>
          <h2 id="certificate-check" class="govuk-heading-s">
            {t('scan-title')}
          </h2>
          <p class="govuk-body">{t('scan-text', { address: `${publicUrl}/verify`.replace(/^https?:\/\//, '') })}</p>
          <p class="certificate__code">
            <span class="govuk-visually-hidden">{t('code-label')}: </span>
            <bdi dir="ltr">{printedCode(signed.code)}</bdi>
          </p>
        </div>
      </section>
    </article>
  )
}

/** Issue and validity, as lines of a summary list. */
export function datesOf({ issuedOn, validUntil }: Payload, language: Language) {
  const t = words(language)
  return [
    { key: { text: t('issued-label') }, value: { text: formatDate(language, issuedOn) } },
    { key: { text: t('valid-label') }, value: { text: validUntil ? formatDate(language, validUntil) : t('for-ever') } },
  ]
}

function checkedLine({ kept: { timesVerified, lastVerifiedAt } }: OpenDocument, language: Language): string {
  const t = words(language)
  if (!lastVerifiedAt) return t('checked-never')
  return t('checked-times', { count: timesVerified, last: formatInstant(language, lastVerifiedAt, OFFICE_TIME_ZONE) })
}
