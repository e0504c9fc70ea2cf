import type { Catalogue } from '#catalogue'
import type { Mandate } from '#people'
import { FormToken, page, type Reply, type Visit } from '#platform'
import { Button, ErrorSummary, Panel, SummaryList, TextInput } from '#platform/html'
import { scopeRows } from './scope.tsx'
import { words } from './words.ts'

/** The code, to be told to whoever is meant, this once. */
export function codePage(code: string, visit: Visit): Reply {
  const t = words(visit.language)
  const body = (
    <>
      <Panel titleText={t('code-title')} html={<bdi>{code}</bdi>} />
      <p class="govuk-body">{t('code-text')}</p>
      <p class="govuk-body">{t('code-once')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/account/mandates">
          {t('to-mandates')}
        </a>
      </p>
    </>
  )
  return page(body, { title: t('code-title') })
}

/** Asks for the code that somebody told me. */
export function acceptPage({ visit, isWrong = false }: { visit: Visit; isWrong?: boolean }): Reply {
  const t = words(visit.language)
  const title = isWrong ? `${t('fault-title')}: ${t('accept-title')}` : t('accept-title')
  const body = (
    <>
      {isWrong && <ErrorSummary titleText={t('fault-title')} errorList={[{ text: t('code-wrong'), href: '#code' }]} />}
      <h1 class="govuk-heading-l">{t('accept-title')}</h1>
      <form method="post" action="/account/mandates/accept" noValidate>
        <FormToken visit={visit} />
        <TextInput
          id="code"
          name="code"
          label={{ text: t('code-label') }}
          hint={{ text: t('code-hint') }}
          classes="govuk-input--width-20"
          autocomplete="off"
          attributes={{ dir: 'ltr', maxlength: 40 }}
          {...(isWrong ? { errorMessage: { text: t('code-wrong') } } : {})}
        />
        <Button text={t('code-open')} />
      </form>
    </>
  )
  return page(body, { title, back: '/account/mandates', ...(isWrong ? { status: 422 } : {}) })
}

interface Offer {
  readonly catalogue: Catalogue
  readonly visit: Visit
  readonly mandate: Mandate
  readonly code: string
}

/** Shows what a code offers before one takes it. */
export function offerPage({ catalogue, visit, mandate, code }: Offer): Reply {
  const t = words(visit.language)
  const title = t('offer-title', { name: mandate.giverName })
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList rows={scopeRows(mandate, catalogue, visit.language)} />
      <p class="govuk-body">{t('offer-text', { name: mandate.giverName })}</p>
      <form method="post" action="/account/mandates/accept">
        <FormToken visit={visit} />
        <input type="hidden" name="code" value={code} />
        <input type="hidden" name="accept" value="yes" />
        <Button text={t('offer-go', { name: mandate.giverName })} />
      </form>
    </>
  )
  return page(body, { title, back: '/account/mandates/accept' })
}
