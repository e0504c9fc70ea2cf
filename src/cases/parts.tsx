import { answerTo, entriesOf, type Fact, type Service, showAnswer } from '#catalogue'
import { formatNumber, type Language, say } from '#platform'
import { SummaryList, Tag } from '#platform/html'
import type { Case } from './case.ts'
import { type CaseFacts, sourceOf } from './case-facts.ts'
import { sourceWords } from './explain.ts'
import { FactValue } from './explanation.tsx'
import { paymentSentence } from './messages.ts'
import { words } from './words.ts'
import type { OpeningWorld } from './world.ts'

const COLOUR = {
  'waiting-on-other': 'govuk-tag--grey',
  open: 'govuk-tag--blue',
  granted: 'govuk-tag--green',
  refused: 'govuk-tag--red',
  closed: 'govuk-tag--grey',
}

/** A case's state in one word: how it ended, or where it stands. */
export function stateTag({ state, decision }: Pick<Case, 'state' | 'decision'>, language: Language) {
  const shown = decision?.outcome ?? (state === 'waiting-on-other' ? state : 'open')
  return { text: words(language)(shown), classes: COLOUR[shown] }
}

export function StateTag({ current, language }: { current: Case; language: Language }) {
  return <Tag {...stateTag(current, language)} />
}

/** The reason in words, the officer's or the rule's, and what is paid. */
export function Reason({ decision, language }: { decision: NonNullable<Case['decision']>; language: Language }) {
  return (
    <>
      {decision.words && <p class="govuk-body">{say(decision.words, language)}</p>}
      {decision.reason && (
        <blockquote class="govuk-inset-text" dir="auto">
          {decision.reason.split('\n').map((line, index) => [index > 0 && <br />, line])}
        </blockquote>
      )}
      {decision.pays && <p class="govuk-body govuk-!-font-weight-bold">{paymentSentence(decision.pays, language)}</p>}
    </>
  )
}

export interface FactsProps {
  readonly world: Pick<OpeningWorld, 'catalogue'>
  readonly service: Service
  readonly facts: CaseFacts
  readonly language: Language
}

/** The facts a case holds, each with where it came from; the entries of a list in cards of their own. */
export function Facts({ world, service, facts, language }: FactsProps) {
  const all = [...service.facts.values()]
  const lists = [...new Set(all.flatMap(({ of }) => of ?? []))]
  const single = factRows(
    { world, service, facts, language },
    all.filter(fact => !fact.of),
  )
  return (
    <>
      {single.length > 0 && <SummaryList rows={single} />}
      {lists.flatMap(of =>
        entriesOf(of, facts.answers).map((_, index) => (
          <SummaryList
            card={{ title: { text: entryTitle(service, of, { index, language }), headingLevel: 3 } }}
            rows={factRows(
              { world, service, facts, language },
              all.filter(fact => fact.of === of),
              index,
            )}
          />
        )),
      )}
    </>
  )
}

function factRows({ world, facts, language }: FactsProps, shown: readonly Fact[], index = 0) {
  return shown.flatMap(fact => {
    const value = answerTo(fact, facts.answers, index)
    if (value === undefined) return []
    const source = sourceWords({ world, language }, sourceOf(facts.sources, fact, index))
    return [
      {
        key: { text: say(fact.label, language) },
        value: { html: <FactValue value={showAnswer(fact, value, language).join(', ')} source={source} /> },
      },
    ]
  })
}

function entryTitle({ pages }: Service, of: string, { index, language }: { index: number; language: Language }): string {
  const repeat = pages.find(page => page.repeat?.of === of)?.repeat
  return `${say(repeat?.words ?? {}, language) || of} ${formatNumber(language, index + 1)}`
}
