import type { Catalogue, Lookup, Service } from '#catalogue'
import { page, type Reply, say, type Visit } from '#platform'
import { Breadcrumbs, InsetText } from '#platform/html'
import { ForDevelopers } from '../exports/for-developers.tsx'
import { Glance } from './glance.tsx'
import { questionsLeft } from './questions-left.ts'
import { words } from './service-words.ts'
import { spoken } from './spoken.ts'
import { StartButton } from './start-button.tsx'

interface Shown {
  readonly catalogue: Catalogue
  readonly service: Service
  readonly visit: Visit
  readonly isSignedIn: boolean
}

/** What a service is, for whom, what it takes and how long: everything one wants to know before starting. */
export function servicePage(shown: Shown): Reply {
  const { service, visit } = shown
  const t = words(visit.language)
  const name = say(service.name, visit.language)
  const body = (
    <>
      <Breadcrumbs
        labelText={t('breadcrumb')}
        items={[{ text: t('home'), href: '/' }, { text: t('services'), href: '/services' }, { text: name }]}
      />
      <div class="front-aside">
        <div class="front-aside__main">
          <div {...spoken(service.name, visit.language)}>
            <h1 class="govuk-heading-xl front-title">{name}</h1>
            <p class="govuk-body-l">{say(service.summary, visit.language)}</p>
          </div>
          {service.startsOn?.mode === 'grant' ? (
            <InsetText text={t('automatic')} />
          ) : (
            <StartButton visit={visit} isSignedIn={shown.isSignedIn} action={`/services/${service.id}/start`} />
          )}
          <For {...shown} />
          <Gives {...shown} />
          <Known {...shown} />
          <Needed {...shown} />
          <ForDevelopers service={service} visit={visit} />
        </div>
        <Glance {...shown} />
      </div>
    </>
  )
  return page(body, { title: name })
}

function For({ service, visit }: Shown) {
  const t = words(visit.language)
  return (
    <section class="front-block" aria-labelledby="who">
      <h2 class="govuk-heading-m" id="who">
        {t('who-title')}
      </h2>
      <p class="govuk-body">{t(`who-${service.audience}`)}</p>
      {service.eligible.length > 0 && (
        <>
          <ul class="govuk-list govuk-list--bullet">
            {service.eligible.map(rule => (
              <li key={rule.id}>
                <span {...spoken(rule.else, visit.language)}>{say(rule.else, visit.language)}</span>
              </li>
            ))}
          </ul>
          <p class="govuk-body">
            <a class="govuk-link govuk-link--no-visited-state" href={`/services/${service.id}/eligibility`}>
              {t('check')}
            </a>{' '}
            <span class="front-quiet">{t('check-hint')}</span>
          </p>
        </>
      )}
    </section>
  )
}

function Gives({ service, visit }: Shown) {
  const t = words(visit.language)
  return (
    <section class="front-block" aria-labelledby="gives">
      <h2 class="govuk-heading-m" id="gives">
        {t('gives-title')}
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {service.gives && <li>{t('gives-document', { document: say(service.gives.name, visit.language) })}</li>}
        {service.pays && <li>{t(`gives-money-${service.pays.every}`)}</li>}
        <li>{t('gives-decision')}</li>
      </ul>
    </section>
  )
}

function Known({ catalogue, service, visit }: Shown) {
  const t = words(visit.language)
  if (service.know.length === 0) return null
  return (
    <section class="front-block" aria-labelledby="known">
      <h2 class="govuk-heading-m" id="known">
        {t('known-title')}
      </h2>
      <p class="govuk-body">{t('known-text')}</p>
      <ul class="front-known">
        {service.know.map(lookup => (
          <KnownLine key={lookup.from} catalogue={catalogue} service={service} lookup={lookup} visit={visit} />
        ))}
      </ul>
    </section>
  )
}

type KnownLineProps = Pick<Shown, 'catalogue' | 'service' | 'visit'> & { lookup: Lookup }

function KnownLine({ catalogue, service, lookup, visit }: KnownLineProps) {
  const t = words(visit.language)
  const query = catalogue.registers.get(lookup.from)
  const agency = say(catalogue.agencies.get(query?.agency ?? '')?.name ?? {}, visit.language)
  const law = lookup.consent === 'asked' ? undefined : service.law.find(one => one.id === lookup.because)
  return (
    <li class="front-known__line">
      <span class="front-known__what">{say(query?.name ?? {}, visit.language)}</span>
      <span class="front-quiet">
        <span>{t('known-from', { agency })}</span>
        <br />
        {law ? <bdi>{law.cite}</bdi> : t('ground-consent')}
      </span>
    </li>
  )
}

function Needed({ catalogue, service, visit }: Shown) {
  const t = words(visit.language)
  const left = questionsLeft(catalogue, service)
  return (
    <section class="front-block" aria-labelledby="needed">
      <h2 class="govuk-heading-m" id="needed">
        {t('need-title')}
      </h2>
      <p class="govuk-body">{t(left.length > 0 ? 'need-text' : 'need-nothing')}</p>
      {left.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {left.map(fact => (
            <li key={fact.name}>
              <span {...spoken(fact.label, visit.language)}>{say(fact.label, visit.language)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
