import type { Catalogue, Service } from '#catalogue'
import type { Officer } from '#people'
import { type Language, say, type Visit } from '#platform'
import { Button, Table, Tag } from '#platform/html'
import { releaseWords } from './release-words.ts'
import { inPercent } from './shares.ts'

interface StaffServicesProps {
  readonly visit: Visit
  readonly catalogue: Catalogue
  readonly who: Officer
  readonly title: string
}

/** An agency's own services as they are live, and the ways to their versions. */
export function StaffServicesPage({ visit: { language }, catalogue, who, title }: StaffServicesProps) {
  const t = releaseWords(language)
  const byName = new Intl.Collator(language).compare
  const own = [...catalogue.services.values()]
    .filter(({ owner }) => owner === who.agency)
    .sort((a, b) => byName(say(a.name, language), say(b.name, language)))
  return (
    <>
      <span class="govuk-caption-xl">{say(catalogue.agencies.get(who.agency)?.name ?? {}, language)}</span>
      <h1 class="govuk-heading-xl">{title}</h1>
      <p class="govuk-body-l">{own.length > 0 ? t('services-lead') : t('services-none')}</p>
      {own.length > 0 && (
        <Table
          head={[{ text: t('service') }, { text: t('state') }]}
          rows={own.map(service => [
            { html: <Name service={service} language={language} /> },
            { html: <State service={service} catalogue={catalogue} language={language} /> },
          ])}
        />
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/work/offers">
          {t('to-offers')}
        </a>
      </p>
      {who.role === 'service-owner' && <Button href="/work/publish" text={t('publish-first')} />}
    </>
  )
}

function Name({ service, language }: { service: Service; language: Language }) {
  const t = releaseWords(language)
  const name = say(service.name, language)
  return (
    <>
      <a class="govuk-link" href={`/work/services/${service.id}`}>
        {name}
      </a>
      <br />
      <a class="govuk-link govuk-!-font-size-16" href={`/work/services/${service.id}/versions`}>
        {t('versions')} <span class="govuk-visually-hidden">{t('versions-of', { service: name })}</span>
      </a>
    </>
  )
}

function State({
  service: { id, version, status },
  catalogue,
  language,
}: {
  service: Service
  catalogue: Catalogue
  language: Language
}) {
  const t = releaseWords(language)
  const trial = catalogue.trials?.get(id)
  return (
    <>
      {t('version')} {version}{' '}
      {status === 'withdrawn' ? (
        <Tag text={t('state-withdrawn')} classes="govuk-tag--grey" />
      ) : (
        <Tag text={t('state-live')} classes="govuk-tag--green" />
      )}
      {trial && [
        <br />,
        `${t('version')} ${trial.service.version} `,
        <Tag text={t('state-trial', { share: inPercent(trial.share, language) })} classes="govuk-tag--blue" />,
      ]}
    </>
  )
}
