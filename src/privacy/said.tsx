import type { Catalogue } from '#catalogue'
import { type Language, say, spokenIn, type Words } from '#platform'

/** Words marked with the language they are in. */
export function Said({ words, language }: { words: Words; language: Language }) {
  return (
    <span lang={spokenIn(words, language)} dir="auto">
      {say(words, language)}
    </span>
  )
}

/** An agency's name in a language; its id when the catalogue no longer has it. */
export function agencyName({ agencies }: Pick<Catalogue, 'agencies'>, agency: string, language: Language): string {
  return say(agencies.get(agency)?.name ?? {}, language) || agency
}

interface FactNamesProps {
  readonly catalogue: Catalogue
  readonly language: Language
  readonly service: string | null
  readonly names: readonly string[]
  /** The query that tells them; a list named as a whole then stands for every fact it tells of one entry. */
  readonly query?: string
}

/** What facts are called, one under another. */
export function FactNames({ language, ...asked }: FactNamesProps) {
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {factLabels(asked).map((label, index) => (
        <li key={index}>
          <Said words={label} language={language} />
        </li>
      ))}
    </ul>
  )
}

/** What facts are called; the name itself where the catalogue knows it no more. */
export function factLabels({ catalogue, service, names, query }: Omit<FactNamesProps, 'language'>): Words[] {
  const known = (name: string) => catalogue.facts.get(name) ?? catalogue.services.get(service ?? '')?.facts.get(name)
  const gives = [...(catalogue.registers.get(query ?? '')?.gives.keys() ?? [])]
  return names.flatMap(name => {
    const told = gives.map(known).filter(fact => fact?.of === name)
    const labels = [known(name), ...told].flatMap(fact => (fact ? [fact.label] : []))
    return labels.length > 0 ? labels : [{ und: name }]
  })
}
