import type { Agency } from '#catalogue'
import { type Language, say } from '#platform'
import { SummaryList } from '#platform/html'
import { nextWords } from './next-words.ts'

/** How to reach an agency; its name alone when nothing else is known of it. */
export function AgencyContact({ agency, language }: { agency: Agency; language: Language }) {
  const t = nextWords(language)
  const { telephone, email, opens } = agency.contact ?? {}
  return (
    <SummaryList
      classes="govuk-summary-list--no-border"
      rows={[
        { key: { text: t('agency') }, value: { text: say(agency.name, language) } },
        telephone && row(t('telephone'), telephone, `tel:${telephone.replaceAll(/[^+\d]/g, '')}`),
        opens && { key: { text: t('opens') }, value: { text: say(opens, language) } },
        email && row(t('email'), email, `mailto:${email}`),
        agency.url && row(t('website'), agency.url, agency.url),
      ].filter(each => typeof each === 'object')}
    />
  )
}

function row(name: string, text: string, href: string) {
  const link = (
    <a class="govuk-link" href={href}>
      <bdi>{text}</bdi>
    </a>
  )
  return { key: { text: name }, value: { html: link } }
}
