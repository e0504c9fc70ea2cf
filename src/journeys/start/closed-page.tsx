import type { Service } from '#catalogue'
import { page, type Reply, say, type Visit } from '#platform'
import { words } from './words.ts'

/** A withdrawn service says kindly that it is closed, and where to go instead. */
export function closedPage({ service, visit }: { service: Service; visit: Visit }): Reply {
  const t = words(visit.language)
  const title = t('closed-title', { service: say(service.name, visit.language) })
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('closed-text')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/services">
          {t('all-services')}
        </a>
      </p>
    </>
  )
  return page(body, { title, status: 410 })
}
