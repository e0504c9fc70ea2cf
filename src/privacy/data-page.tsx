import { type Language, page, type Reply } from '#platform'
import { WarningText } from '#platform/html'
import { dataWords } from './data-words.ts'
import { erasureWords } from './erasure-words.ts'
import { allHeld } from './held.ts'
import { titleOf } from './tell-data.ts'

/** The page from which a person takes everything with them. */
export function dataPage(language: Language): Reply {
  const t = dataWords(language)
  const forms = [
    { form: 'html', href: '/account/data/readable' },
    { form: 'json', href: '/account/data/machine-readable' },
  ] as const
  const body = (
    <>
      <h1 class="govuk-heading-l">{t('page-title')}</h1>
      <p class="govuk-body">{t('page-lead')}</p>
      {forms.map(({ form, href }) => (
        <section key={form}>
          <h2 class="govuk-heading-m">{t(`page-${form}`)}</h2>
          <p class="govuk-body">{t(`page-${form}-hint`)}</p>
          <p class="govuk-body">
            <a class="govuk-link" href={href} download>
              {t(`page-${form}-link`)}
            </a>
          </p>
        </section>
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href="/my-data.schema.json">
          {t('page-schema-link')}
        </a>
      </p>
      <WarningText text={t('page-careful')} iconFallbackText="!" />
      <p class="govuk-body">
        <a class="govuk-link" href="/account/erasure">
          {erasureWords(language)('to-erasure')}
        </a>
      </p>
      <h2 class="govuk-heading-m">{t('page-what')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {allHeld.map(held => (
          <li key={held.table}>{t(titleOf(held))}</li>
        ))}
      </ul>
    </>
  )
  return page(body, { title: t('page-title'), back: '/account' })
}
