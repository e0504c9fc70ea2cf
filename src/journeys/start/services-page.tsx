import type { Catalogue, LifeEvent, Service } from '#catalogue'
import { formatNumber, type Language, page, type Reply, say, type Visit } from '#platform'
import { Breadcrumbs, Button, Pagination, Select, TextInput } from '#platform/html'
import { LifeEventCards } from './life-event-cards.tsx'
import { searchLifeEvents, searchServices, type Wanted } from './search.ts'
import { spoken } from './spoken.ts'
import { topicsOf } from './topics.ts'
import { words } from './words.ts'

const SERVICES_A_PAGE = 20

interface Shown {
  readonly catalogue: Catalogue
  readonly visit: Visit
}

interface Found extends Shown {
  readonly wanted: Wanted
  readonly services: readonly Service[]
  readonly lifeEvents: readonly LifeEvent[]
  /** Counted from 1. */
  readonly at: number
}

/** All services, or those that fit what is looked for, a page at a time. */
export function servicesPage({ catalogue, visit }: Shown): Reply {
  const { q = '', topic = '', agency = '' } = visit.query
  const wanted = { q: q.trim().slice(0, 200), topic, agency }
  const services = searchServices(catalogue, wanted, visit.language)
  const lifeEvents = searchLifeEvents(catalogue, wanted.q)
  const pages = Math.max(1, Math.ceil(services.length / SERVICES_A_PAGE))
  const at = Math.min(pages, Math.max(1, Number.parseInt(visit.query.page ?? '1', 10) || 1))
  const t = words(visit.language)
  const found = { catalogue, visit, wanted, services, lifeEvents, at }
  const body = (
    <>
      <Breadcrumbs labelText={t('breadcrumb')} items={[{ text: t('home'), href: '/' }, { text: t('services-title') }]} />
      <h1 class="govuk-heading-xl front-title">{t('services-title')}</h1>
      <Filter {...found} />
      {services.length + lifeEvents.length === 0 ? <Nothing {...found} /> : <Results {...found} />}
    </>
  )
  return page(body, { title: titleOf(found, pages) })
}

function titleOf({ visit, wanted, services, at }: Found, pages: number): string {
  const t = words(visit.language)
  const parts = [t('services-title')]
  if (wanted.q) parts.unshift(`${wanted.q}: ${t('services-found', { count: services.length })}`)
  if (pages > 1) parts.push(t('services-page', { page: at, pages }))
  return parts.join(visit.language === 'ar' ? '، ' : ', ')
}

function Filter({ catalogue, visit, wanted }: Found) {
  const t = words(visit.language)
  const topics = topicsOf(catalogue, visit.language).map(({ id, name }) => ({ value: id, text: name }))
  const owners = new Set([...catalogue.services.values()].map(service => service.owner))
  const agencies = [...catalogue.agencies.values()]
    .filter(({ id }) => owners.has(id))
    .map(({ id, name }) => ({ value: id, text: say(name, visit.language) }))
  return (
    <search>
      <form class="front-filter" method="get" action="/services">
        <TextInput
          id="q"
          name="q"
          type="search"
          value={wanted.q}
          label={{ text: t('search-label'), classes: 'govuk-label--s' }}
          formGroup={{ classes: 'front-filter__q' }}
          attributes={{ dir: 'auto', maxlength: 200 }}
        />
        <Select
          id="topic"
          name="topic"
          label={{ text: t('topic'), classes: 'govuk-label--s' }}
          items={[{ value: '', text: t('any-topic') }, ...topics]}
          value={wanted.topic}
        />
        <Select
          id="agency"
          name="agency"
          label={{ text: t('agency'), classes: 'govuk-label--s' }}
          items={[{ value: '', text: t('any-agency') }, ...agencies]}
          value={wanted.agency}
        />
        <Button text={t('show')} />
      </form>
    </search>
  )
}

function Results(found: Found) {
  const { catalogue, visit, services, lifeEvents, at } = found
  const t = words(visit.language)
  const shown = services.slice((at - 1) * SERVICES_A_PAGE, at * SERVICES_A_PAGE)
  return (
    <>
      <h2 class="govuk-visually-hidden">{t('services-results')}</h2>
      {lifeEvents.length > 0 && at === 1 && (
        <LifeEventCards catalogue={catalogue} lifeEvents={lifeEvents} language={visit.language} />
      )}
      <p class="govuk-body front-quiet front-count">{t('services-found', { count: services.length })}</p>
      <ul class="front-list">
        {shown.map(service => (
          <ServiceLine key={service.id} service={service} catalogue={catalogue} language={visit.language} />
        ))}
      </ul>
      <Pages {...found} />
    </>
  )
}

function ServiceLine({ service, catalogue, language }: { service: Service; catalogue: Catalogue; language: Language }) {
  const agency = say(catalogue.agencies.get(service.owner)?.name ?? {}, language)
  return (
    <li class="front-line">
      <h3 class="govuk-heading-m front-line__name" {...spoken(service.name, language)}>
        <a class="govuk-link govuk-link--no-visited-state" href={`/services/${service.id}`}>
          {say(service.name, language)}
        </a>
      </h3>
      <p class="govuk-body" {...spoken(service.summary, language)}>
        {say(service.summary, language)}
      </p>
      <p class="front-quiet">
        {agency && <span>{agency}</span>}
        <span>{words(language)('within', { days: service.decideWithin.days })}</span>
      </p>
    </li>
  )
}

function Nothing({ visit, wanted }: Found) {
  const t = words(visit.language)
  return (
    <div class="front-nothing">
      <h2 class="govuk-heading-m">{wanted.q ? t('none-title', { q: wanted.q }) : t('none-title-filter')}</h2>
      <p class="govuk-body">{t('none-text')}</p>
      <p class="govuk-body">
        <a class="govuk-link govuk-link--no-visited-state" href="/services">
          {t('start-over')}
        </a>
      </p>
    </div>
  )
}

function Pages({ visit, services, wanted, at }: Found) {
  const t = words(visit.language)
  const last = Math.ceil(services.length / SERVICES_A_PAGE)
  if (last < 2) return null
  const address = (page: number) => `/services?${new URLSearchParams({ ...wanted, page: String(page) })}`
  const shown = [...new Set([1, at - 1, at, at + 1, last])].filter(number => number >= 1 && number <= last)
  const items = shown.flatMap((number, index) => [
    ...(number - (shown[index - 1] ?? 0) > 1 ? [{ ellipsis: true }] : []),
    {
      number: formatNumber(visit.language, number),
      visuallyHiddenText: t('services-page', { page: number, pages: last }),
      href: address(number),
      current: number === at,
    },
  ])
  return (
    <Pagination
      landmarkLabel={t('pages-label')}
      items={items}
      {...(at > 1 ? { previous: { href: address(at - 1), text: t('previous') } } : {})}
      {...(at < last ? { next: { href: address(at + 1), text: t('next') } } : {})}
    />
  )
}
