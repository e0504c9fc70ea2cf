import type { Catalogue, LifeEventPart } from '#catalogue'
import { page, type Reply, say, type Visit } from '#platform'
import { Checkboxes, InsetText } from '#platform/html'
import { type Definition, offeredIn } from '../definition.ts'
import type { Draft } from '../draft.ts'
import { words } from '../words.ts'
import { StepForm } from './frame.tsx'

interface Shown {
  readonly catalogue: Catalogue
  readonly definition: Definition
  readonly draft: Draft
  readonly visit: Visit
}

/** Which of a life event's services the person wants; those that come by themselves are named too. */
export function servicesPage({ catalogue, definition, draft, visit }: Shown): Reply {
  const t = words(visit.language)
  const title = t('services-title')
  const parts = definition.lifeEvent?.services ?? []
  const offered = offeredIn(catalogue, definition.lifeEvent)
  const items = parts
    .filter(part => offered.includes(part.service))
    .map(part => ({
      value: part.service,
      text: nameOf(catalogue, part.service, visit),
      hint: { text: part.words ? say(part.words, visit.language) : agencyOf(catalogue, part.service, visit) },
    }))
  const gone = draft.chosen?.filter(id => !offered.includes(id)) ?? []
  const body = (
    <>
      <span class="govuk-caption-l">{say(definition.name, visit.language)}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('services-lead')}</p>
      {gone.map(id => (
        <InsetText key={id} text={t('withdrawn', { service: nameOf(catalogue, id, visit) })} />
      ))}
      <h2 class="govuk-heading-m">{t('services-included')}</h2>
      <ul class="govuk-list portico-included">
        {parts
          .filter(part => !part.optional)
          .map(part => (
            <li key={part.service}>
              <strong>{nameOf(catalogue, part.service, visit)}</strong>
              <span class="govuk-hint">{included(part, visit)}</span>
            </li>
          ))}
      </ul>
      <StepForm visit={visit} action={`/journeys/${draft.id}/services`} button={t('continue')} draftId={draft.id}>
        <Checkboxes
          name="services[]"
          idPrefix="services"
          items={items}
          values={draft.chosen ?? items.map(item => item.value)}
          fieldset={{ legend: { text: t('services-more'), classes: 'govuk-fieldset__legend--m' } }}
        />
      </StepForm>
    </>
  )
  return page(body, { title, back: `/life-events/${draft.subject}`, focused: true })
}

function included({ mode, words: own }: LifeEventPart, visit: Visit): string {
  if (mode === 'grant') return words(visit.language)('services-automatic')
  return own ? say(own, visit.language) : words(visit.language)('services-always')
}

function nameOf(catalogue: Catalogue, id: string, visit: Visit): string {
  return say(catalogue.services.get(id)?.name ?? {}, visit.language)
}

function agencyOf(catalogue: Catalogue, id: string, visit: Visit): string {
  return say(catalogue.agencies.get(catalogue.services.get(id)?.owner ?? '')?.name ?? {}, visit.language)
}
