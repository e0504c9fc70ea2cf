import { type Catalogue, composeLifeEvent, type LifeEvent, type LifeEventPart, type Service } from '#catalogue'
import { page, type Reply, say, type Visit } from '#platform'
import { Breadcrumbs, Tag } from '#platform/html'
import { Guidance } from '../pages/frame.tsx'
import { topicsOfLifeEvent } from './life-event-cards.tsx'
import { Picture } from './pictures.tsx'
import { questionsLeft } from './questions-left.ts'
import { words } from './service-words.ts'
import { spoken } from './spoken.ts'
import { StartButton } from './start-button.tsx'

interface Shown {
  readonly catalogue: Catalogue
  readonly lifeEvent: LifeEvent
  readonly visit: Visit
  readonly isSignedIn: boolean
}

/** A life event before it is started: what is arranged, by whom, and what is left to the person. */
export function lifeEventPage(shown: Shown): Reply {
  const { catalogue, lifeEvent, visit } = shown
  const t = words(visit.language)
  const name = say(lifeEvent.name, visit.language)
  const start = <StartButton visit={visit} isSignedIn={shown.isSignedIn} action={`/life-events/${lifeEvent.id}/start`} />
  const body = (
    <>
      <div class="front-event">
        <Breadcrumbs labelText={t('breadcrumb')} items={[{ text: t('home'), href: '/' }, { text: name }]} />
        <div class="front-event__head">
          <div class="front-event__words" {...spoken(lifeEvent.name, visit.language)}>
            <h1 class="govuk-heading-xl front-title">{name}</h1>
            <p class="govuk-body-l">{say(lifeEvent.summary, visit.language)}</p>
            {start}
          </div>
          <Picture topics={topicsOfLifeEvent(catalogue, lifeEvent)} size={220} />
        </div>
      </div>
      <div class="front-aside">
        <div class="front-aside__main">
          {lifeEvent.guidance && (
            <div class="front-guidance" {...spoken(lifeEvent.guidance, visit.language)}>
              <Guidance text={say(lifeEvent.guidance, visit.language)} />
            </div>
          )}
          <h2 class="govuk-heading-l">{t('event-what')}</h2>
          <ol class="front-steps">
            {lifeEvent.services.map(part => (
              <Step key={part.service} part={part} catalogue={catalogue} visit={visit} />
            ))}
          </ol>
        </div>
        <TimeItTakes {...shown} />
      </div>
    </>
  )
  return page(body, { title: name })
}

function Step({ part, catalogue, visit }: { part: LifeEventPart; catalogue: Catalogue; visit: Visit }) {
  const t = words(visit.language)
  const service = catalogue.services.get(part.service)
  if (!service) return null
  const about = part.words ?? service.summary
  return (
    <li class="front-step">
      <h3 class="govuk-heading-m front-step__name" {...spoken(service.name, visit.language)}>
        <a class="govuk-link govuk-link--no-visited-state" href={`/services/${service.id}`}>
          {say(service.name, visit.language)}
        </a>
      </h3>
      <p class="govuk-body" {...spoken(about, visit.language)}>
        {say(about, visit.language)}
      </p>
      <p class="front-quiet">
        <span>{say(catalogue.agencies.get(service.owner)?.name ?? {}, visit.language)}</span>
        <span>{t('decision-days', { days: service.decideWithin.days })}</span>
        {part.mode === 'grant' && <Tag text={t('event-auto')} />}
        {part.mode === 'apply' && part.optional && <Tag text={t('event-optional')} classes="portico-tag--plain" />}
      </p>
    </li>
  )
}

function TimeItTakes({ catalogue, lifeEvent, visit }: Shown) {
  const t = words(visit.language)
  const all = composeLifeEvent(
    catalogue,
    lifeEvent,
    lifeEvent.services.map(part => part.service),
  )
  return (
    <aside class="front-aside__side" aria-labelledby="time">
      <h2 class="govuk-heading-m" id="time">
        {t('event-time-title')}
      </h2>
      <ul class="front-facts">
        <li>{t('event-questions', { questions: questionsLeft(catalogue, all).length })}</li>
        <li>{t('event-answers', { days: longestPromise(all.services) })}</li>
        <li>{t('event-independent')}</li>
      </ul>
    </aside>
  )
}

function longestPromise(services: readonly Service[]): number {
  return Math.max(...services.map(service => service.decideWithin.days))
}
