import type { Catalogue } from '#catalogue'
import { FormToken, page, type Reply, say, type Visit } from '#platform'
import { Button } from '#platform/html'
import { subjectOf } from '../definition.ts'
import type { Draft } from '../draft.ts'
import { words } from '../words.ts'

interface Shown {
  readonly catalogue: Catalogue
  readonly draft: Draft
  readonly visit: Visit
}

/** Saved: where to find it again. */
export function savedPage({ catalogue, draft, visit }: Shown): Reply {
  const t = words(visit.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('saved-title')}</h1>
      <p class="govuk-body">{t('saved-text', { name: say(subjectOf(catalogue, draft), visit.language) })}</p>
      <div class="govuk-button-group">
        <Button href={`/journeys/${draft.id}`} text={t('saved-continue')} />
        <a class="govuk-link" href="/">
          {t('saved-home')}
        </a>
        <a class="govuk-link" href={`/journeys/${draft.id}/discard`}>
          {t('discard-link')}
        </a>
      </div>
    </>
  )
  return page(body, { title: t('saved-title') })
}

/** Asks once before a draft is thrown away. */
export function discardPage({ catalogue, draft, visit }: Shown): Reply {
  const t = words(visit.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('discard-title')}</h1>
      <p class="govuk-body">{t('discard-text', { name: say(subjectOf(catalogue, draft), visit.language) })}</p>
      <form method="post" action={`/journeys/${draft.id}/discard`}>
        <FormToken visit={visit} />
        <div class="govuk-button-group">
          <Button text={t('discard-button')} classes="govuk-button--warning" preventDoubleClick />
          <a class="govuk-link" href={`/journeys/${draft.id}`}>
            {t('discard-keep')}
          </a>
        </div>
      </form>
    </>
  )
  return page(body, { title: t('discard-title'), back: `/journeys/${draft.id}/saved` })
}
