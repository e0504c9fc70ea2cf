import { type Language, say } from '#platform'
import { SummaryList } from '#platform/html'
import type { OpenedIdentifier } from './view-identifiers.ts'
import { workWords } from './work-words.ts'

interface IdentifiersProps {
  readonly reference: string
  readonly identifiers: readonly OpenedIdentifier[]
  readonly language: Language
}

/** The numbers of a case in full, as an officer needs them to pay or to write to a register. */
export function IdentifiersPage({ reference, identifiers, language }: IdentifiersProps) {
  const t = workWords(language)
  return (
    <>
      <span class="govuk-caption-l">
        <bdi>{reference}</bdi>
      </span>
      <h1 class="govuk-heading-l">{t('identifiers')}</h1>
      <p class="govuk-body">{t('identifiers-hint')}</p>
      <SummaryList
        rows={identifiers.map(({ fact, lines }) => ({
          key: { text: say(fact.label, language) },
          value: { html: <bdi dir="ltr">{lines.join(', ')}</bdi> },
        }))}
      />
    </>
  )
}
