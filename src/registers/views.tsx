import type { ComponentChildren } from 'preact'
import type { Catalogue } from '#catalogue'
import { formatInstant, type Language, say, spokenIn, type Words } from '#platform'
import { SummaryList, type SummaryRow } from '#platform/html'
import type { LookupRecord } from './lookup.ts'
import { words } from './words.ts'

interface LookupListProps {
  readonly lookups: readonly LookupRecord[]
  readonly catalogue: Pick<Catalogue, 'agencies' | 'facts' | 'registers' | 'services'>
  /** Whose data it is, and who reads. */
  readonly person: string
  readonly language: Language
}

/** Every look at a person's data, one card each: who, what, when, why and on which ground. */
export function LookupList(props: LookupListProps) {
  return (
    <>
      {props.lookups.map(lookup => (
        <LookupCard key={lookup.id} {...props} lookup={lookup} />
      ))}
    </>
  )
}

function LookupCard({ lookup, catalogue, person, language }: LookupListProps & { lookup: LookupRecord }) {
  const t = words(language)
  const service = catalogue.services.get(lookup.service)
  const agency = (id: string) => say(catalogue.agencies.get(id)?.name ?? {}, language) || id
  const title = (
    <>
      {t('asked-of', { who: agency(service?.owner ?? lookup.service), holder: agency(lookup.agency) })}
      <br />
      <time class="govuk-!-font-weight-regular" datetime={lookup.askedAt.toISOString()}>
        {formatInstant(language, lookup.askedAt)}
      </time>
    </>
  )
  const row = (key: string, html: ComponentChildren): SummaryRow => ({ key: { text: key }, value: { html } })
  const purpose = catalogue.registers.get(lookup.query)?.purpose
  return (
    <SummaryList
      card={{ title: { html: title }, attributes: { id: lookup.id } }}
      rows={[
        row(t('what'), <FactList lookup={lookup} catalogue={catalogue} language={language} />),
        row(t('why'), <Said words={purpose} otherwise={lookup.query} language={language} />),
        row(t('for'), <Said words={service?.name} otherwise={lookup.service} language={language} />),
        row(t('ground'), <GroundOf lookup={lookup} language={language} />),
        row(t('how'), t(starterOf(lookup, person))),
        row(t('outcome'), t(`outcome-${lookup.outcome}`)),
      ]}
    />
  )
}

function starterOf({ by }: LookupRecord, person: string) {
  if (by === person) return 'by-you'
  if (by.startsWith('holder ')) return 'by-holder'
  return by === 'system' ? 'by-system' : 'by-officer'
}

function FactList({ lookup, catalogue, language }: Pick<LookupListProps, 'catalogue' | 'language'> & { lookup: LookupRecord }) {
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {lookup.facts.map(name => (
        <li key={name}>
          <Said words={labelOf(catalogue, lookup, name)} otherwise={name} language={language} />
        </li>
      ))}
    </ul>
  )
}

function labelOf({ facts, services }: LookupListProps['catalogue'], { service }: LookupRecord, name: string): Words | undefined {
  return (facts.get(name) ?? services.get(service)?.facts.get(name))?.label
}

function GroundOf({ lookup, language }: { lookup: LookupRecord; language: Language }) {
  const t = words(language)
  if (lookup.law !== null) return <span dir="auto">{t('law', { law: lookup.law })}</span>
  return (
    <>
      {t('consent')}
      <br />
      <a class="govuk-link" href={`/account/consents#${lookup.consentId}`}>
        {t('see-consents')}
      </a>
    </>
  )
}

/** Words of the catalogue, marked with the language they are in; the name itself where the catalogue knows it no more. */
function Said({ words: said, otherwise, language }: { words: Words | undefined; otherwise: string; language: Language }) {
  if (!said) return <span dir="auto">{otherwise}</span>
  return (
    <span lang={spokenIn(said, language)} dir="auto">
      {say(said, language)}
    </span>
  )
}
