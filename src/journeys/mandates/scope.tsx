import type { Catalogue } from '#catalogue'
import type { Mandate } from '#people'
import { dayOf, formatDate, type Language, say } from '#platform'
import type { SummaryRow } from '#platform/html'
import { words } from './words.ts'

/** How far a mandate reaches, in rows to read. */
export function scopeRows(mandate: Mandate, catalogue: Catalogue, language: Language): SummaryRow[] {
  const t = words(language)
  const reach = mandate.acts.includes('send') ? 'send' : mandate.acts.includes('prepare') ? 'prepare' : 'see'
  const row = (key: string, html: SummaryRow['value']['html']): SummaryRow => ({ key: { text: key }, value: { html } })
  return [
    row(t('as'), t(`relation-${mandate.relation}`)),
    row(t('may'), t(`may-${reach}`)),
    row(
      t('services'),
      mandate.services === null ? t('services-all') : <Names {...{ ids: mandate.services, catalogue, language }} />,
    ),
    row(t('until'), formatDate(language, dayOf(mandate.validUntil))),
    row(t('ground'), t(`ground-${mandate.ground}`)),
  ]
}

function Names({ ids, catalogue, language }: { ids: readonly string[]; catalogue: Catalogue; language: Language }) {
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {ids.map(id => (
        <li key={id} dir="auto">
          {say(catalogue.services.get(id)?.name ?? { [language]: id }, language)}
        </li>
      ))}
    </ul>
  )
}
