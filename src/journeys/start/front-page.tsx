import type { Catalogue } from '#catalogue'
import type { Person } from '#people'
import { formatDate, formatInstant, type Language, page, type Reply, say, type Visit } from '#platform'
import { Button, TextInput } from '#platform/html'
import { definitionOf } from '../definition.ts'
import type { Draft } from '../draft.ts'
import type { Offer } from '../offers/offer.ts'
import { LifeEventCards } from './life-event-cards.tsx'
import { Picture } from './pictures.tsx'
import { spoken } from './spoken.ts'
import { topicsOf } from './topics.ts'
import { Townscape } from './townscape.tsx'
import { words } from './words.ts'

interface Shown {
  readonly catalogue: Catalogue
  readonly visit: Visit
  readonly person: Person | undefined
  /** The person's journeys under way, the latest first. */
  readonly drafts: readonly Draft[]
  /** What is offered to the person and waits. */
  readonly offers: readonly Offer[]
}

/** The front door: what has happened in your life, what you are looking for, and where you were. */
export function frontPage(shown: Shown): Reply {
  const { catalogue, visit } = shown
  const t = words(visit.language)
  const body = (
    <>
      <Hero language={visit.language} />
      <Offered {...shown} />
      <Continue {...shown} />
      <section class="front-section" aria-labelledby="life-events">
        <h2 class="govuk-heading-l front-section__title" id="life-events">
          {t('events-title')}
        </h2>
        <p class="govuk-body front-section__lead">{t('events-lead')}</p>
        <LifeEventCards catalogue={catalogue} lifeEvents={[...catalogue.lifeEvents.values()]} language={visit.language} />
      </section>
      <Topics catalogue={catalogue} language={visit.language} />
      <Promises language={visit.language} />
    </>
  )
  return page(body, { title: t('front-title') })
}

function Hero({ language }: { language: Language }) {
  const t = words(language)
  return (
    <div class="front-hero">
      <div class="front-hero__words">
        <h1 class="govuk-heading-xl">{t('front-title')}</h1>
        <p class="govuk-body-l">{t('front-lead')}</p>
        <SearchForm language={language} q="" />
      </div>
      <Townscape />
    </div>
  )
}

/** A box to look for services in. */
export function SearchForm({ language, q }: { language: Language; q: string }) {
  const t = words(language)
  return (
    <search>
      <form class="front-search" method="get" action="/services">
        <TextInput
          id="q"
          name="q"
          type="search"
          value={q}
          label={{ text: t('search-label'), classes: 'govuk-label--s' }}
          hint={{ text: t('search-hint') }}
          formGroup={{ classes: 'front-search__field' }}
          attributes={{ dir: 'auto', maxlength: 200 }}
        />
        <Button text={t('search')} classes="front-search__button" />
      </form>
    </search>
  )
}

function Offered({ catalogue, visit, offers }: Shown) {
  const t = words(visit.language)
  if (offers.length === 0) return null
  return (
    <section class="front-continue" aria-labelledby="offered">
      <h2 class="govuk-heading-m" id="offered">
        {t('offered-title')}
      </h2>
      <ul class="front-continue__list">
        {offers.map(({ id, service, event, happenedOn }) => (
          <li key={id} class="front-continue__item">
            <a class="govuk-link govuk-link--no-visited-state front-continue__link" href={`/offers/${id}`}>
              {say(catalogue.services.get(service)?.name ?? { en: service }, visit.language)}
            </a>
            <span class="front-quiet">
              {say(catalogue.events.get(event)?.name ?? {}, visit.language)} ({formatDate(visit.language, happenedOn)})
            </span>
          </li>
        ))}
      </ul>
      <p class="govuk-body front-continue__all">
        <a class="govuk-link govuk-link--no-visited-state" href="/offers">
          {t('to-offers')}
        </a>
      </p>
    </section>
  )
}

function Continue({ catalogue, visit, person, drafts }: Shown) {
  const t = words(visit.language)
  if (!person) return null
  const open = drafts.flatMap(draft => (isThere(catalogue, draft) ? [{ draft, name: definitionOf(catalogue, draft).name }] : []))
  if (open.length === 0) return null
  return (
    <section class="front-continue" aria-labelledby="continue">
      <h2 class="govuk-heading-m" id="continue">
        {t('continue-title')}
      </h2>
      <ul class="front-continue__list">
        {open.map(({ draft, name }) => (
          <li key={draft.id} class="front-continue__item">
            <a class="govuk-link govuk-link--no-visited-state front-continue__link" href={`/journeys/${draft.id}`}>
              <span {...spoken(name, visit.language)}>{say(name, visit.language)}</span>
            </a>
            <span class="front-quiet">{t('continue-saved', { at: formatInstant(visit.language, draft.savedAt) })}</span>
          </li>
        ))}
      </ul>
      <p class="govuk-body front-continue__all">
        <a class="govuk-link govuk-link--no-visited-state" href="/requests">
          {t('to-requests')}
        </a>
      </p>
    </section>
  )
}

/** A draft may outlive its service; that is said when it is opened, not here. */
function isThere({ services, lifeEvents }: Catalogue, { kind, subject }: Draft): boolean {
  return kind === 'service' ? services.get(subject)?.status === 'live' : lifeEvents.has(subject)
}

function Topics({ catalogue, language }: { catalogue: Catalogue; language: Language }) {
  const t = words(language)
  const topics = topicsOf(catalogue, language)
  return (
    <section class="front-section" aria-labelledby="topics">
      <h2 class="govuk-heading-l front-section__title" id="topics">
        {t('topics-title')}
      </h2>
      <ul class="front-topics">
        {topics.map(({ id, name, services }) => (
          <li key={id} class="front-topic">
            <Picture topics={[id]} size={44} />
            <a
              class="govuk-link govuk-link--no-visited-state front-topic__link"
              href={`/services?topic=${encodeURIComponent(id)}`}
            >
              {name}
            </a>
            <span class="front-quiet">{t('topic-count', { count: services })}</span>
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        <a class="govuk-link govuk-link--no-visited-state" href="/services">
          {t('all-services')}
        </a>
      </p>
    </section>
  )
}

const PROMISES = ['once', 'date', 'seen'] as const

function Promises({ language }: { language: Language }) {
  const t = words(language)
  return (
    <section class="front-promises" aria-labelledby="promises">
      <h2 class="govuk-visually-hidden" id="promises">
        {t('promise-title')}
      </h2>
      {PROMISES.map(promise => (
        <div key={promise} class="front-promise">
          <h3 class="govuk-heading-s">{t(`promise-${promise}`)}</h3>
          <p class="govuk-body">{t(`promise-${promise}-text`)}</p>
        </div>
      ))}
    </section>
  )
}
