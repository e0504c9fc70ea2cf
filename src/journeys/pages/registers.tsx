import { type Catalogue, purposeOf, type SharedLookup } from '#catalogue'
import { page, type Reply, say, type Visit } from '#platform'
import { Checkboxes } from '#platform/html'
import { groundOf } from '../ask-registers.ts'
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

/** Which registers will be asked, why and on which ground; those that need consent only where it is given here. */
export function registersPage({ catalogue, definition, draft, visit }: Shown): Reply {
  const t = words(visit.language)
  const title = t('registers-title')
  const byLaw = definition.know.filter(lookup => lookup.consent === 'not-needed')
  const byConsent = definition.know.filter(lookup => lookup.consent === 'asked')
  const body = (
    <>
      <span class="govuk-caption-l">{say(definition.name, visit.language)}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('registers-lead')}</p>
      <StepForm visit={visit} action={`/journeys/${draft.id}/registers`} button={t('registers-button')} draftId={draft.id}>
        {byLaw.length > 0 && (
          <>
            <h2 class="govuk-heading-m">{t('registers-by-law')}</h2>
            <ul class="govuk-list portico-registers">
              {byLaw.map(lookup => (
                <li key={lookup.from}>
                  <strong>{registerName(catalogue, lookup, visit)}</strong>
                  <span class="govuk-hint">{whatFor(catalogue, lookup, visit)}</span>
                  <span class="govuk-hint">{lawOf(definition, lookup, visit)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {byConsent.length > 0 && (
          <Checkboxes
            name="consent[]"
            idPrefix="consent"
            fieldset={{ legend: { text: t('registers-consent'), classes: 'govuk-fieldset__legend--m' } }}
            hint={{ text: t('registers-consent-hint') }}
            values={byConsent
              .map(lookup => lookup.from)
              .filter(from => draft.lookups[from] && draft.lookups[from].status !== 'declined')}
            items={byConsent.map(lookup => ({
              value: lookup.from,
              text: registerName(catalogue, lookup, visit),
              hint: { text: whatFor(catalogue, lookup, visit) },
            }))}
          />
        )}
      </StepForm>
    </>
  )
  return page(body, {
    title,
    back: definition.lifeEvent ? `/journeys/${draft.id}/services` : `/services/${draft.subject}`,
    focused: true,
  })
}

/** A register as people know it: what it holds, and who keeps it. */
export function registerName(catalogue: Catalogue, { from }: Pick<SharedLookup, 'from'>, visit: Visit): string {
  const query = catalogue.registers.get(from)
  const agency = catalogue.agencies.get(query?.agency ?? '')
  return `${say(query?.name ?? {}, visit.language)} (${say(agency?.name ?? {}, visit.language)})`
}

function whatFor(catalogue: Catalogue, lookup: SharedLookup, visit: Visit): string {
  return say(purposeOf(catalogue, lookup), visit.language)
}

function lawOf(definition: Definition, lookup: SharedLookup, visit: Visit): string {
  const { law } = groundOf(definition, lookup)
  return law ? words(visit.language)('registers-ground', { law: law.cite }) : ''
}
