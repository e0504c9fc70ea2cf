import type { ComponentChildren } from 'preact'
import type { Catalogue } from '#catalogue'
import { formatInstant, type Language, say, spokenIn, type Words } from '#platform'
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
  const agency = (id: string | undefined) => say(catalogue.agencies.get(id ?? '')?.name ?? {}, language) || (id ?? lookup.service)
  const starter = lookup.by === person ? 'by-you' : lookup.by === 'system' ? 'by-system' : 'by-officer'
  return (
    <div class="govuk-summary-card" id={lookup.id}>
      <div class="govuk-summary-card__title-wrapper">
        <h2 class="govuk-summary-card__title">
          {t('asked-of', { who: agency(service?.owner), holder: agency(lookup.agency) })}
          <br />
          <span class="govuk-!-font-weight-regular">
            <time datetime={lookup.askedAt.toISOString()}>{formatInstant(language, lookup.askedAt)}</time>
          </span>
        </h2>
      </div>
      <div class="govuk-summary-card__content">
        <dl class="govuk-summary-list">
          <Row label={t('what')}>
            <ul class="govuk-list govuk-!-margin-bottom-0">
              {lookup.facts.map(name => (
                <li key={name}>
                  <Said words={labelOf(catalogue, lookup, name)} otherwise={name} language={language} />
                </li>
              ))}
            </ul>
          </Row>
          <Row label={t('why')}>
            <Said words={catalogue.registers.get(lookup.query)?.purpose} otherwise={lookup.query} language={language} />
          </Row>
          <Row label={t('for')}>
            <Said words={service?.name} otherwise={lookup.service} language={language} />
          </Row>
          <Row label={t('ground')}>
            <GroundOf lookup={lookup} language={language} />
          </Row>
          <Row label={t('how')}>{t(starter)}</Row>
          <Row label={t('outcome')}>{t(`outcome-${lookup.outcome}`)}</Row>
        </dl>
      </div>
    </div>
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

function Row({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{label}</dt>
      <dd class="govuk-summary-list__value">{children}</dd>
    </div>
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
