import { FormToken, page, type Reply, type Visit } from '#platform'
import { Button } from '#platform/html'
import type { Acting } from './mandate.ts'
import { words } from './words.ts'

/** Says that a page is about oneself while one acts for another, and leads there. */
export function yourselfPage({ acting, then, visit }: { acting: Acting; then: string; visit: Visit }): Reply {
  const t = words(visit.language)
  const title = t('acting-title')
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('acting-text', { name: acting.name })}</p>
      <form method="post" action="/acting/stop">
        <FormToken visit={visit} />
        <input type="hidden" name="then" value={then} />
        <Button text={t('acting-stop')} />
      </form>
    </>
  )
  return page(body, { title })
}
