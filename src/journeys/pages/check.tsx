import { answerTo, type Catalogue } from '#catalogue'
import { page, type Reply, say, type Visit } from '#platform'
import { Checkboxes, NotificationBanner, SummaryList } from '#platform/html'
import type { Definition } from '../definition.ts'
import type { Draft } from '../draft.ts'
import { countingAnswers, isSaidNone, type Step, stepsOf } from '../steps.ts'
import { digestOf } from '../submission.ts'
import { words } from '../words.ts'
import { answerRow } from './answer-row.tsx'
import { stepTitle } from './entry-name.ts'
import { type Problem, Problems, StepForm, titled } from './frame.tsx'
import { ToldFacts } from './known.tsx'
import { registerName } from './registers.tsx'

interface Shown {
  readonly catalogue: Catalogue
  readonly definition: Definition
  readonly draft: Draft
  readonly visit: Visit
  readonly on: string
  readonly undeclared?: boolean
  readonly changed?: boolean
}

/** Everything that will be sent, to look through once more; one declaration, one button. */
export function checkPage(shown: Shown): Reply {
  const { definition, draft, visit, on, undeclared, changed } = shown
  const t = words(visit.language)
  const title = t('check-title')
  const problems: Problem[] = undeclared ? [{ text: t('declaration-missing'), href: '#declared' }] : []
  const hidden = { key: draft.submissionKey, digest: digestOf(countingAnswers(definition, draft, on), definition.services) }
  const body = (
    <>
      <Problems visit={visit} problems={problems} />
      {changed && <NotificationBanner text={t('changed-since')} titleText={t('check-title')} />}
      <span class="govuk-caption-l">{say(definition.name, visit.language)}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('check-lead')}</p>
      <Wanted {...shown} />
      {stepsOf(definition, draft, on)
        .filter(step => step.asks.length > 0)
        .map(step => (
          <Answered key={step.id} {...shown} step={step} />
        ))}
      <Told {...shown} />
      <StepForm visit={visit} action={`/journeys/${draft.id}/send`} button={t('send')} draftId={draft.id} hidden={hidden}>
        <h2 class="govuk-heading-m">{t('declaration-title')}</h2>
        <Checkboxes
          name="declared"
          idPrefix="declared"
          items={[{ value: 'yes', text: t('declaration') }]}
          {...(undeclared ? { errorMessage: { text: t('declaration-missing'), visuallyHiddenText: t('error') } } : {})}
        />
        <p class="govuk-body">
          {agencies(definition) > 1 ? t('send-note', { count: agencies(definition) }) : t('send-note-one')}
        </p>
      </StepForm>
    </>
  )
  const last = stepsOf(definition, draft, on).at(-1)
  return page(body, {
    title: titled(visit, title, problems),
    status: undeclared ? 422 : changed ? 409 : 200,
    back: last ? `/journeys/${draft.id}/pages/${last.id}` : `/journeys/${draft.id}/back`,
    focused: true,
  })
}

function agencies({ services }: Definition): number {
  return new Set(services.map(service => service.owner)).size
}

function Wanted({ catalogue, definition, draft, visit }: Shown) {
  const t = words(visit.language)
  const rows = definition.services.map(service => ({
    key: { text: say(service.name, visit.language) },
    value: { text: say(catalogue.agencies.get(service.owner)?.name ?? {}, visit.language) },
  }))
  const change = definition.lifeEvent?.services.some(part => part.optional)
    ? { actions: { items: [{ href: `/journeys/${draft.id}/services`, text: t('check-change-services') }] } }
    : {}
  return <SummaryList rows={rows} card={{ title: { text: t('check-services') }, ...change }} />
}

function Answered({ draft, visit, step }: Shown & { step: Step }) {
  const text = isSaidNone(step, draft) ? say(step.page.title, visit.language) : stepTitle(step, visit.language)
  const href = `/journeys/${draft.id}/pages/${step.id}?from=check`
  const none = {
    key: { text: say(step.page.repeat?.words ?? {}, visit.language) },
    value: { text: words(visit.language)('none') },
  }
  const rows = step.asks.map(fact => answerRow(fact, answerTo(fact, draft.answers, step.index), visit.language))
  return (
    <SummaryList
      rows={isSaidNone(step, draft) ? [none] : rows}
      card={{ title: { text }, actions: { items: [{ href, text: words(visit.language)('change') }] } }}
    />
  )
}

/** What the registers told, with the way back to say that it is wrong. */
function Told(shown: Shown) {
  const { catalogue, definition, draft, visit } = shown
  const t = words(visit.language)
  const told = definition.know.filter(({ from }) => draft.lookups[from]?.status === 'told')
  return (
    <>
      {told.map(lookup => (
        <section key={lookup.from} class="govuk-summary-card">
          <div class="govuk-summary-card__title-wrapper">
            <h2 class="govuk-summary-card__title">{t('told-by', { register: registerName(catalogue, lookup, visit) })}</h2>
            <div class="govuk-summary-card__actions">
              <a class="govuk-link" href={`/journeys/${draft.id}/known`}>
                {t('change')}
                <span class="govuk-visually-hidden"> ({registerName(catalogue, lookup, visit)})</span>
              </a>
            </div>
          </div>
          <div class="govuk-summary-card__content">
            <ToldFacts {...shown} lookup={lookup} />
          </div>
        </section>
      ))}
    </>
  )
}
