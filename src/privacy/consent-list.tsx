import type { Catalogue } from '#catalogue'
import { type Consent, isStanding } from '#people'
import { dayOf, FormToken, formatDate, type Language, page, type Reply, say, type Visit } from '#platform'
import { Button, SummaryList, type SummaryRow } from '#platform/html'
import { consentWords } from './consent-words.ts'
import { agencyName, FactNames, Said } from './said.tsx'

export interface ConsentsShown {
  readonly catalogue: Catalogue
  readonly now: Date
  readonly visit: Visit
}

/** "What I agreed to", each with the way to take it back, or to renew it once it ran out. */
export function consentsPage(consents: readonly Consent[], shown: ConsentsShown): Reply {
  const t = consentWords(shown.visit.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('consents-title')}</h1>
      <p class="govuk-body">{t('consents-intro')}</p>
      {consents.length === 0 && <p class="govuk-inset-text">{t('consents-none')}</p>}
      {consents.map(consent => (
        <ConsentCard key={consent.id} consent={consent} {...shown} />
      ))}
    </>
  )
  return page(body, { title: t('consents-title'), back: '/account' })
}

function ConsentCard({ consent, ...shown }: ConsentsShown & { consent: Consent }) {
  const t = consentWords(shown.visit.language)
  return (
    <>
      <SummaryList
        card={{
          title: { text: consentTitle(consent, shown) },
          attributes: { id: consent.id },
          actions: {
            items: [
              {
                href: `/account/consents/${consent.id}`,
                text: t('to-record'),
                visuallyHiddenText: t('withdraw-hidden', { service: serviceOf(consent, shown) }),
              },
            ],
          },
        }}
        rows={consentRows(consent, shown)}
      />
      <ConsentActions consent={consent} {...shown} />
    </>
  )
}

/** “Tax Office may be asked about you”. */
export function consentTitle(consent: Consent, { catalogue, visit: { language } }: ConsentsShown): string {
  const holder = catalogue.registers.get(consent.query)?.agency
  return consentWords(language)('may-ask', { who: holder ? agencyName(catalogue, holder, language) : consent.query })
}

/** What may be asked, why, for what, since when, and how it stands. */
export function consentRows(consent: Consent, { catalogue, now, visit: { language } }: ConsentsShown): SummaryRow[] {
  const t = consentWords(language)
  const service = catalogue.services.get(consent.service)
  const row = (key: string, html: SummaryRow['value']['html']): SummaryRow => ({ key: { text: key }, value: { html } })
  const { facts: names, query } = consent
  return [
    row(t('what'), <FactNames {...{ catalogue, language, service: consent.service, names, query }} />),
    row(t('why'), <Said words={consent.purpose} language={language} />),
    row(t('for'), <Said words={service?.name ?? { [language]: consent.service }} language={language} />),
    row(t('given'), formatDate(language, dayOf(consent.givenAt))),
    row(t('state'), stateOf(consent, now, language)),
  ]
}

function stateOf({ withdrawnAt, validUntil }: Consent, now: Date, language: Language): string {
  const t = consentWords(language)
  if (withdrawnAt) return t('withdrawn', { day: formatDate(language, dayOf(withdrawnAt)) })
  return t(now < validUntil ? 'standing' : 'run-out', { day: formatDate(language, dayOf(validUntil)) })
}

function serviceOf({ service }: Consent, { catalogue, visit }: ConsentsShown): string {
  return say(catalogue.services.get(service)?.name ?? {}, visit.language) || service
}

/** Taking a consent back while it stands; renewing it, or leaving it, once it ran out. */
export function ConsentActions({ consent, ...shown }: ConsentsShown & { consent: Consent }) {
  const { now, visit } = shown
  const t = consentWords(visit.language)
  if (consent.withdrawnAt) return null
  const act = isStanding(consent, now) ? 'withdraw' : 'refresh'
  return (
    <form method="post" action={`/account/consents/${consent.id}/${act}`}>
      <FormToken visit={visit} />
      {act === 'refresh' && <p class="govuk-body">{t('refresh-hint')}</p>}
      <Button
        classes="govuk-button--secondary"
        html={
          <>
            {t(act)}
            <span class="govuk-visually-hidden">{t('withdraw-hidden', { service: serviceOf(consent, shown) })}</span>
          </>
        }
      />
    </form>
  )
}
