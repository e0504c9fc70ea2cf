import { FormToken, type Language, page, type Reply, say, type Visit } from '#platform'
import { Button, ErrorSummary, FileUpload, InsetText, NotificationBanner, Radios } from '#platform/html'
import { columnNames } from './csv-row.ts'
import type { Imported } from './import-entries.ts'
import type { OwnRegister } from './own-register.ts'
import { sayCsvFault } from './say-csv-fault.ts'
import { ownWords } from './words.ts'

interface Importing {
  readonly visit: Visit
  readonly register: OwnRegister
  readonly came?: Imported
  readonly hasNoFile?: boolean
}

const SHOWN_MOST = 200

/** Takes in a file of entries, or only checks it; says everything that is wrong at once. */
export function importPage({ visit, register, came, hasNoFile = false }: Importing): Reply {
  const t = ownWords(visit.language)
  const title = t('import-title')
  const isWrong = hasNoFile || came?.kind === 'faulty'
  const body = (
    <>
      {hasNoFile && <ErrorSummary titleText={t('fault-title')} errorList={[{ text: t('import-no-file'), href: '#file' }]} />}
      {came && <Came came={came} language={visit.language} />}
      <span class="govuk-caption-l">{say(register.name, visit.language)}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('import-lead')}</p>
      <p class="govuk-body">{t('import-columns')}</p>
      <InsetText>
        <code dir="ltr" class="govuk-!-font-size-16">
          {columnNames(register).allowed.join(', ')}
        </code>
      </InsetText>
      <p class="govuk-body">{t(register.fields.some(({ of }) => of) ? 'import-rows' : 'import-rows-plain')}</p>
      <form method="post" action={`/work/registers/${register.id}/import`} encType="multipart/form-data" noValidate>
        <FormToken visit={visit} />
        <FileUpload
          name="file"
          label={{ text: t('import-file'), classes: 'govuk-label--m' }}
          {...(hasNoFile ? { errorMessage: { text: t('import-no-file') } } : {})}
        />
        <Radios
          name="how"
          fieldset={{ legend: { text: t('import-how'), classes: 'govuk-fieldset__legend--m' } }}
          value="check"
          items={[
            { value: 'check', text: t('import-check') },
            { value: 'enter', text: t('import-enter') },
          ]}
        />
        <Button text={t('import-go')} />
      </form>
    </>
  )
  return page(body, {
    title: isWrong ? `${t('fault-title')}: ${title}` : title,
    back: `/work/registers/${register.id}`,
    ...(isWrong ? { status: 422 } : {}),
  })
}

function Came({ came, language }: { came: Imported; language: Language }) {
  const t = ownWords(language)
  if (came.kind === 'before') return <NotificationBanner text={t('import-before')} titleText={t('import-title')} />
  if (came.kind !== 'faulty') {
    const { fresh, known } = came
    const text = t(came.kind === 'checked' ? 'import-checked' : 'import-entered', { fresh, known })
    return <NotificationBanner text={text} titleText={t('import-title')} type={came.kind === 'entered' ? 'success' : undefined} />
  }
  const { faults } = came
  return (
    <>
      <ErrorSummary
        titleText={t('fault-title')}
        errorList={[{ text: t('import-faults', { count: faults.length }), href: '#faults' }]}
      />
      <div id="faults">
        {faults.length > SHOWN_MOST && <p class="govuk-body">{t('import-faults-first', { shown: SHOWN_MOST })}</p>}
        <ul class="govuk-list govuk-list--spaced">
          {faults.slice(0, SHOWN_MOST).map((fault, index) => (
            <li key={index}>
              <strong>{t('import-place', { line: fault.line })}</strong>
              {fault.column && (
                <>
                  {', '}
                  <code dir="ltr">{fault.column}</code>
                </>
              )}
              <br />
              {sayCsvFault(fault, language)}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
