import type { Language } from '#platform'
import { reviewWords } from './review-words.ts'

const PLACES = ['inquiries', 'corrections', 'emergencies', 'looks', 'holds'] as const

/** The ways between the lists of a privacy officer. */
export function PrivacyWork({ at, language }: { at: (typeof PLACES)[number]; language: Language }) {
  const t = reviewWords(language)
  return (
    <nav aria-label={t('work-nav')}>
      <h2 class="govuk-heading-s">{t('work-nav')}</h2>
      <ul class="govuk-list">
        {PLACES.filter(place => place !== at).map(place => (
          <li key={place}>
            <a class="govuk-link" href={`/work/${place}`}>
              {t(`nav-${place}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
