import type { Catalogue, Law, Service } from '#catalogue'
import { say, type Visit } from '#platform'
import { words } from './service-words.ts'

interface GlanceProps {
  readonly catalogue: Catalogue
  readonly service: Service
  readonly visit: Visit
}

/** What holds for everybody: which office, by when, at what cost, by which ways and laws. */
export function Glance(props: GlanceProps) {
  const { catalogue, service, visit } = props
  const t = words(visit.language)
  const agency = catalogue.agencies.get(service.owner)
  return (
    <aside class="front-aside__side" aria-labelledby="glance">
      <h2 class="govuk-heading-m" id="glance">
        {t('glance')}
      </h2>
      <dl class="front-glance">
        <dt>{t('agency')}</dt>
        <dd>{say(agency?.name ?? {}, visit.language)}</dd>
        <dt>{t('decision')}</dt>
        <dd>
          <strong>{t('decision-days', { days: service.decideWithin.days })}</strong>{' '}
          <span class="front-quiet">{t('decision-rest')}</span>
        </dd>
        <dt>{t('cost')}</dt>
        <dd>{t('cost-nothing')}</dd>
        <dt>{t('ways')}</dt>
        {service.channels.map(channel => (
          <dd key={channel}>{t(`way-${channel}`)}</dd>
        ))}
        {service.law.length > 0 && <dt>{t('law-title')}</dt>}
        {service.law.map(law => (
          <dd key={law.id}>
            <Citation law={law} />
          </dd>
        ))}
      </dl>
      <Together {...props} />
      <p class="govuk-body front-aside__end">
        <a class="govuk-link govuk-link--no-visited-state" href={`/performance/${service.id}`}>
          {t('performance')}
        </a>
      </p>
    </aside>
  )
}

function Citation({ law: { cite, url } }: { law: Law }) {
  if (!url) return <bdi>{cite}</bdi>
  return (
    <a class="govuk-link" href={url} rel="noreferrer" dir="auto">
      {cite}
    </a>
  )
}

/** The life events in which this service can be arranged with others. */
function Together({ catalogue, service, visit }: GlanceProps) {
  const t = words(visit.language)
  const lifeEvents = service.lifeEvents.flatMap(id => catalogue.lifeEvents.get(id) ?? [])
  if (lifeEvents.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-s">{t('events-title')}</h2>
      <p class="govuk-body">{t('events-text')}</p>
      <ul class="govuk-list">
        {lifeEvents.map(({ id, name }) => (
          <li key={id}>
            <a class="govuk-link govuk-link--no-visited-state" href={`/life-events/${id}`}>
              {say(name, visit.language)}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
