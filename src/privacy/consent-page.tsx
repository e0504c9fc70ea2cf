import type { Consent, ConsentMoment, ConsentTerms } from '#people'
import { dayOf, formatDate, formatInstant, page, type Reply, say } from '#platform'
import { SummaryList, type SummaryRow, Table } from '#platform/html'
import { ConsentActions, type ConsentsShown, consentRows, consentTitle } from './consent-list.tsx'
import { receiptOf } from './consent-receipt.ts'
import { consentWords } from './consent-words.ts'
import { agencyName, factLabels } from './said.tsx'

interface Kept {
  readonly consent: Consent
  readonly history: readonly ConsentMoment[]
}

/** One consent as a record: everything that was agreed to, what became of it, and the signed receipt to keep. Made to be printed. */
export function consentPage({ consent, history }: Kept, shown: ConsentsShown & { publicUrl: string }): Reply {
  const t = consentWords(shown.visit.language)
  const title = t('record-title')
  const receipt = receiptOf(shown, { consent, history }, shown.now)
  const law = receipt.purposes[0]!.legal_reference
  const body = (
    <article>
      <span class="govuk-caption-l">{consentTitle(consent, shown)}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList rows={[...consentRows(consent, shown), ...recordRows(consent, shown, law)]} />
      {consent.terms && <Notice consent={consent} terms={consent.terms} shown={shown} />}
      <History history={history} shown={shown} />
      <h2 class="govuk-heading-m">{t('receipt')}</h2>
      <p class="govuk-body">{t('receipt-hint')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/account/consents/${consent.id}/receipt`} download={`consent-${consent.id}.json`}>
          {t('receipt-download')}
        </a>
      </p>
      <ConsentActions consent={consent} {...shown} />
    </article>
  )
  return page(body, { title, back: '/account/consents' })
}

function recordRows(consent: Consent, { catalogue, visit: { language } }: ConsentsShown, law: string): SummaryRow[] {
  const t = consentWords(language)
  const { terms } = consent
  const row = (key: string, text: string): SummaryRow => ({ key: { text: key }, value: { text } })
  const agencies = (ids: readonly string[]) => ids.map(id => agencyName(catalogue, id, language)).join(', ')
  return [
    { key: { text: t('record-id') }, value: { html: <bdi class="portico-code">{consent.id}</bdi> } },
    ...(terms ? [row(t('controller'), agencies([terms.controller])), row(t('recipients'), agencies(terms.recipients))] : []),
    { key: { text: t('basis') }, value: { html: <span dir="auto">{t('basis-consent', { law })}</span> } },
    ...(terms
      ? [
          row(t('categories'), categoriesIn(terms, language)),
          row(t('retention'), retentionIn(consent, terms, { catalogue, language })),
        ]
      : []),
    ...(terms ? [row(t('jurisdiction'), say(catalogue.government.name, language))] : []),
  ]
}

function categoriesIn({ categories }: ConsentTerms, language: ConsentsShown['visit']['language']): string {
  const kinds = [...new Set(Object.values(categories))]
  return kinds.map(kind => consentWords(language)(kind)).join(', ')
}

function retentionIn(
  { service }: Consent,
  { retention }: ConsentTerms,
  { catalogue, language }: Pick<ConsentsShown, 'catalogue'> & Pick<ConsentsShown['visit'], 'language'>,
): string {
  const byPeriod = Map.groupBy(Object.entries(retention), ([, period]) => period)
  const lines = [...byPeriod].map(([period, facts]) => {
    const names = facts.map(([name]) => name)
    const what = factLabels({ catalogue, service, names }).map(label => say(label, language))
    return consentWords(language)('kept-for', { what: what.join(', '), period: spokenPeriod(period, language) })
  })
  return lines.join(' ')
}

/** `P2Y` as people say it: “2 years”. Whole years, months or days, as service files have them. */
export function spokenPeriod(period: string, language: ConsentsShown['visit']['language']): string {
  const [, count, unit] = /^P(\d+)([YMD])$/.exec(period) ?? []
  if (!count) return period
  return consentWords(language)(`period-${unit as 'Y' | 'M' | 'D'}`, { count: Number(count) })
}

function Notice({ consent, terms, shown }: { consent: Consent; terms: ConsentTerms; shown: ConsentsShown }) {
  const t = consentWords(shown.visit.language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('notice')}</h2>
      <p class="govuk-hint">{t('notice-hint', { version: consent.wording })}</p>
      <div class="govuk-inset-text" lang={consent.language} dir="auto">
        {terms.notice.split('\n').map((line, index) => (
          <p key={index} class="govuk-body">
            {line}
          </p>
        ))}
      </div>
    </>
  )
}

function History({ history, shown }: { history: readonly ConsentMoment[]; shown: ConsentsShown }) {
  const { language } = shown.visit
  const t = consentWords(language)
  return (
    <Table
      caption={t('history')}
      captionClasses="govuk-table__caption--m"
      head={[{ text: t('history-what') }, { text: t('history-when') }, { text: t('history-until') }]}
      rows={history.map(({ kind, at, channel, validUntil }) => [
        {
          text:
            kind === 'expired'
              ? t('moment-expired')
              : t('moment-where', { what: t(`moment-${kind}`), where: t(`channel-${channel}`) }),
        },
        { text: formatInstant(language, at) },
        { text: kind === 'withdrawn' || kind === 'expired' ? '–' : formatDate(language, dayOf(validUntil)) },
      ])}
    />
  )
}
