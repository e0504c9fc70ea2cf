import { type ExportFormat, exportFormats, type Service } from '#catalogue'
import type { Visit } from '#platform'
import { words } from './words.ts'

/** The service as data: a link to each standard it is published in. */
export function ForDevelopers({ service, visit }: { service: Service; visit: Visit }) {
  const t = words(visit.language)
  return (
    <section class="front-block" aria-labelledby="developers">
      <h2 class="govuk-heading-m" id="developers">
        {t('developers-title')}
      </h2>
      <p class="govuk-body">{t('developers-text')}</p>
      <ul class="govuk-list govuk-list--bullet">
        {(Object.keys(exportFormats) as ExportFormat[]).map(format => (
          <li key={format}>
            <a
              class="govuk-link govuk-link--no-visited-state"
              href={`/services/${service.id}/${format}`}
              rel="alternate"
              type={exportFormats[format].type.split(';')[0]}
            >
              {t(format)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
