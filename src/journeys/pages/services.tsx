import type { Catalogue } from '#catalogue'
import { page, type Reply, say, type Visit } from '#platform'
import { Checkboxes } from '#platform/html'
import type { Definition } from '../definition.ts'
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
  const items = parts
    .filter(part => part.optional)
    .map(part => ({
      value: part.service,
      text: nameOf(catalogue, part.service, visit),
      hint: { text: part.words ? say(part.words, visit.language) : agencyOf(catalogue, part.service, visit) },
    }))
  const body = (
    <>
      <span class="govuk-caption-l">{say(definition.name, visit.language)}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('services-lead')}</p>
      <ul class="govuk-list portico-included">
        {parts
          .filter(part => !part.optional)
          .map(part => (
            <li key={part.service}>
              <strong>{nameOf(catalogue, part.service, visit)}</strong>
              <span class="govuk-hint">
                {part.mode === 'grant'
                  ? t('services-automatic')
                  : part.words
                    ? say(part.words, visit.language)
                    : t('services-always')}
              </span>
            </li>
          ))}
      </ul>
      <StepForm visit={visit} action={`/journeys/${draft.id}/services`} button={t('continue')} draftId={draft.id}>
        <Checkboxes
          name="services[]"
          idPrefix="services"
          items={items}
          values={draft.chosen ?? items.map(item => item.value)}
          fieldset={{ legend: { text: title, classes: 'govuk-visually-hidden' } }}
        />
      </StepForm>
    </>
  )
  return page(body, { title, back: `/life-events/${draft.subject}`, focused: true })
}

function nameOf(catalogue: Catalogue, id: string, visit: Visit): string {
  return say(catalogue.services.get(id)?.name ?? {}, visit.language)
}

function agencyOf(catalogue: Catalogue, id: string, visit: Visit): string {
  return say(catalogue.agencies.get(catalogue.services.get(id)?.owner ?? '')?.name ?? {}, visit.language)
}
