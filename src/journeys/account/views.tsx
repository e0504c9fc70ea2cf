import type { Catalogue } from '#catalogue'
import { type Consent, isStanding } from '#people'
import { dayOf, FormToken, formatDate, type Language, page, type Reply, say, spokenIn, type Visit, type Words } from '#platform'
import { Button, Pagination, SummaryList, type SummaryRow } from '#platform/html'
import { LookupList, type LookupRecord } from '#registers'
import { words } from './words.ts'

interface Reading {
  readonly catalogue: Catalogue
  readonly person: string
  readonly language: Language
}

/** "Who looked at my data", one page of it. */
export function lookupsPage(
  { lookups, older, isFirst }: { lookups: readonly LookupRecord[]; older: string | undefined; isFirst: boolean },
  reading: Reading,
): Reply {
  const t = words(reading.language)
  const newest = { href: '/account/lookups', text: t('lookups-newest') }
  const next = older === undefined ? undefined : { href: `/account/lookups?before=${older}`, text: t('lookups-older') }
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('lookups-title')}</h1>
      <p class="govuk-body">{t('lookups-intro')}</p>
      {lookups.length === 0 ? <p class="govuk-inset-text">{t('lookups-none')}</p> : <LookupList lookups={lookups} {...reading} />}
      {(next || !isFirst) && (
        <Pagination previous={isFirst ? undefined : newest} next={next} landmarkLabel={t('lookups-pages')} />
      )}
    </>
  )
  return page(body, { title: t('lookups-title'), back: '/account' })
}

interface Shown {
  readonly catalogue: Catalogue
  readonly now: Date
  readonly visit: Visit
}

/** "What I agreed to", each with the way to take it back. */
export function consentsPage(consents: readonly Consent[], shown: Shown): Reply {
  const t = words(shown.visit.language)
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

function ConsentCard({ consent, ...shown }: Shown & { consent: Consent }) {
  const { catalogue, now, visit } = shown
  const t = words(visit.language)
  const query = catalogue.registers.get(consent.query)
  const agency = say(catalogue.agencies.get(query?.agency ?? '')?.name ?? {}, visit.language) || consent.query
  return (
    <>
      <SummaryList
        card={{ title: { text: t('may-ask', { who: agency }) }, attributes: { id: consent.id } }}
        rows={rowsOf(consent, shown)}
      />
      {isStanding(consent, now) && <Withdraw consent={consent} {...shown} />}
    </>
  )
}

function rowsOf(consent: Consent, { catalogue, now, visit: { language } }: Shown): SummaryRow[] {
  const t = words(language)
  const service = catalogue.services.get(consent.service)
  const labels = consent.facts.flatMap(name => labelsOf(catalogue, consent, name))
  const row = (key: string, html: SummaryRow['value']['html']): SummaryRow => ({ key: { text: key }, value: { html } })
  return [
    row(t('what'), <FactList labels={labels} language={language} />),
    row(t('why'), <Said words={consent.purpose} language={language} />),
    row(t('for'), <Said words={service?.name ?? { [language]: consent.service }} language={language} />),
    row(t('given'), formatDate(language, dayOf(consent.givenAt))),
    row(t('state'), stateOf(consent, now, language)),
  ]
}

function FactList({ labels, language }: { labels: readonly Words[]; language: Language }) {
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {labels.map((label, index) => (
        <li key={index}>
          <Said words={label} language={language} />
        </li>
      ))}
    </ul>
  )
}

/** What a fact is called; a list named as a whole stands for every fact the register tells of one entry. */
function labelsOf({ facts, services, registers }: Catalogue, { service, query }: Consent, name: string): Words[] {
  const known = (fact: string) => facts.get(fact) ?? services.get(service)?.facts.get(fact)
  const told = [...(registers.get(query)?.gives.keys() ?? [])].map(known).filter(fact => fact?.of === name)
  const labels = [known(name), ...told].flatMap(fact => (fact ? [fact.label] : []))
  return labels.length > 0 ? labels : [{ und: name }]
}

function stateOf({ withdrawnAt, validUntil }: Consent, now: Date, language: Language): string {
  const t = words(language)
  if (withdrawnAt) return t('withdrawn', { day: formatDate(language, dayOf(withdrawnAt)) })
  return t(now < validUntil ? 'standing' : 'run-out', { day: formatDate(language, dayOf(validUntil)) })
}

function Withdraw({ consent, catalogue, visit }: Shown & { consent: Consent }) {
  const t = words(visit.language)
  const service = say(catalogue.services.get(consent.service)?.name ?? {}, visit.language) || consent.service
  return (
    <form method="post" action={`/account/consents/${consent.id}/withdraw`}>
      <FormToken visit={visit} />
      <Button
        classes="govuk-button--secondary"
        html={
          <>
            {t('withdraw')}
            <span class="govuk-visually-hidden">{t('withdraw-hidden', { service })}</span>
          </>
        }
      />
    </form>
  )
}

function Said({ words: said, language }: { words: Words; language: Language }) {
  return (
    <span lang={spokenIn(said, language)} dir="auto">
      {say(said, language)}
    </span>
  )
}
