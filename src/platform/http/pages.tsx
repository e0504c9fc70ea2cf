import type { VNode } from 'preact'
import { directionOf, type Language } from '../i18n/language.ts'
import type { Fields } from './fields.ts'
import { type PageReply, page, type Reply } from './reply.ts'
import type { FirstBecause, Visit } from './route.ts'
import { FORM_TOKEN_FIELD } from './visit.ts'
import { words } from './words.ts'

/** The hidden field every form of ours carries. */
export function FormToken({ visit }: { visit: Pick<Visit, 'formToken'> }) {
  return <input type="hidden" name={FORM_TOKEN_FIELD} value={visit.formToken} />
}

/** A page that says what happened and leads back to the start. */
export function plainPage(language: Language, { title, text, status }: { title: string; text: string; status: number }) {
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

/** The one answer to "it is not here" and "it is not yours". */
export function notThere(language: Language) {
  const t = words(language)
  return plainPage(language, { title: t('not-there-title'), text: t('not-there'), status: 404 })
}

/** Everything the person typed, kept on the page, to be sent again under a fresh token. */
export function sendOnceMore(visit: Visit, fields: Fields): Reply {
  const t = words(visit.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('stale-title')}</h1>
      <p class="govuk-body">{t('stale-text')}</p>
      <KeptForm visit={visit} fields={fields} />
    </>
  )
  return page(body, { title: t('stale-title'), status: 403 })
}

/** Everything the person typed, kept on the page while they do something else first, such as signing in again. */
export function sendAfterwards(visit: Visit, fields: Fields, { to, because }: { to: string; because: FirstBecause }): Reply {
  const t = words(visit.language)
  const body = (
    <>
      <h1 class="govuk-heading-l">{t(`first-title-${because}`)}</h1>
      <p class="govuk-body">{t(`first-text-${because}`)}</p>
      <ol class="govuk-list govuk-list--number">
        <li>
          <a class="govuk-link" href={to} target="_blank" rel="noopener">
            {t(`first-link-${because}`)}
          </a>
        </li>
        <li>{t('first-then')}</li>
      </ol>
      <KeptForm visit={visit} fields={fields} />
    </>
  )
  return page(body, { title: t(`first-title-${because}`), status: 403 })
}

// No page can put a file back into a form: only the person can.
function ChooseAgain({ name, file, language }: { name: string; file: string; language: Language }) {
  return (
    <div class="govuk-form-group">
      <label class="govuk-label" for={name}>
        {words(language)('stale-file', { file })}
      </label>
      <input class="govuk-file-upload" id={name} name={name} type="file" />
    </div>
  )
}

/** Every field of a form, hidden, with a button to send it again. */
export function KeptForm({ visit, fields, button }: { visit: Visit; fields: Fields; button?: string }) {
  const files = [...fields.files]
  return (
    <form method="post" action={visit.url} {...(files.length > 0 ? { enctype: 'multipart/form-data' } : {})}>
      <FormToken visit={visit} />
      {files.map(([name, file]) => (
        <ChooseAgain key={name} name={name} file={file.name} language={visit.language} />
      ))}
      {fields.names
        .filter(name => name !== FORM_TOKEN_FIELD)
        .flatMap(name => fields.all(name).map(value => <input key={name} type="hidden" name={name} value={value} />))}
      <button type="submit" class="govuk-button" data-module="govuk-button">
        {button ?? words(visit.language)('stale-button')}
      </button>
    </form>
  )
}

/** A page with nothing around it, for when what is drawn around pages is itself broken. */
export function barePage(language: Language, { title, body }: Pick<PageReply, 'title' | 'body'>): VNode {
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </head>
      <body>{body}</body>
    </html>
  )
}
