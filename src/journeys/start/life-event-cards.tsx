import type { Catalogue, LifeEvent } from '#catalogue'
import { type Language, say } from '#platform'
import { Picture } from './pictures.tsx'
import { spoken } from './spoken.ts'
import { words } from './words.ts'

interface Cards {
  readonly catalogue: Catalogue
  readonly lifeEvents: readonly LifeEvent[]
  readonly language: Language
}

/** Life events as cards; one alone takes the whole width. */
export function LifeEventCards({ catalogue, lifeEvents, language }: Cards) {
  const t = words(language)
  return (
    <ul class={`front-cards${lifeEvents.length === 1 ? ' front-cards--one' : ''}`}>
      {lifeEvents.map(lifeEvent => (
        <li key={lifeEvent.id} class="front-card">
          <Picture topics={topicsOfLifeEvent(catalogue, lifeEvent)} size={88} />
          <div class="front-card__words" {...spoken(lifeEvent.name, language)}>
            <h3 class="govuk-heading-m front-card__title">
              <a class="front-card__link" href={`/life-events/${lifeEvent.id}`}>
                {say(lifeEvent.name, language)}
              </a>
            </h3>
            <p class="govuk-body">{say(lifeEvent.summary, language)}</p>
            <p class="front-quiet">{t('event-services', { count: lifeEvent.services.length })}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** A life event is about what its first service is about. */
export function topicsOfLifeEvent({ services }: Catalogue, { services: parts }: LifeEvent): readonly string[] {
  return parts.flatMap(part => services.get(part.service)?.topics ?? [])
}
