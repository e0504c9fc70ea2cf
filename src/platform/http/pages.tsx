import type { Language } from '../i18n/language.ts'
import type { Fields } from './fields.ts'
import { page, type Reply } from './reply.ts'
import type { Visit } from './route.ts'
import { FORM_TOKEN_FIELD } from './visit.ts'
import { words } from './words.ts'

/** The hidden field every form of ours carries. */
export function FormToken({ visit }: { visit: Pick<Visit, 'formToken'> }) {
  return <input type="hidden" name={FORM_TOKEN_FIELD} value={visit.formToken} />
}

/** A page that says what happened and leads back to the start. */
export function plainPage(language: Language, { title, text, status }: { title: string; text: string; status: number }): Reply {
  const body = (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{text}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          {words(language)('to-start')}
        </a>
      </p>
    </>
  )
  return page(body, { title, status })
}

export function notThere(language: Language): Reply {
  const t = words(language)
  return plainPage(language, { title: t('not-there-title'), text: t('not-there'), status: 404 })
}

/** Everything the person typed, kept on the page, to be sent again under a fresh token. */
export function sendOnceMore(visit: Visit, names: readonly string[], fields: Fields): Reply {
  const t = words(visit.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('stale-title')}</h1>
      <p class="govuk-body">{t('stale-text')}</p>
      <form method="post" action={visit.url}>
        <FormToken visit={visit} />
        {names
          .filter(name => name !== FORM_TOKEN_FIELD)
          .flatMap(name => fields.all(name).map(value => <input key={name} type="hidden" name={name} value={value} />))}
        <button type="submit" class="govuk-button" data-module="govuk-button">
          {t('stale-button')}
        </button>
      </form>
    </>
  )
  return page(body, { title: t('stale-title'), status: 403 })
}
