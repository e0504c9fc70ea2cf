import { answerTo, entriesOf, type Fact, filesOf, type HandedIn, type Service, showAnswer } from '#catalogue'
import { dayOf, formatDate, formatNumber, type Language, OFFICE_TIME_ZONE, say } from '#platform'
import { SummaryList, Tag } from '#platform/html'
import type { Case } from './case.ts'
import { type CaseFacts, sourceOf } from './case-facts.ts'
import type { EarlierFact } from './correction-store.ts'
import { sourceWords } from './explain.ts'
import { FactValue } from './explanation.tsx'
import { fileWords } from './file-words.ts'
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
        <div class="govuk-inset-text" dir="auto">
          {decision.reason.split('\n').map((line, index) => [index > 0 && <br />, line])}
        </div>
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
  /** Where a file is opened. */
  readonly fileAt: (id: string) => string
  /** Files nobody looked through for viruses, by id; said only to those who work the case. */
  readonly unscanned?: ReadonlySet<string>
  /** What was corrected, and what stood there before. */
  readonly earlier?: readonly EarlierFact[]
}

/** The facts a case holds, each with where it came from; the entries of a list in cards of their own. */
export function Facts(props: FactsProps) {
  const { service, facts, language } = props
  const all = inPageOrder(service)
  const lists = [...new Set(all.flatMap(({ of }) => of ?? []))]
  const single = factRows(
    props,
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
              props,
              all.filter(fact => fact.of === of),
              index,
            )}
          />
        )),
      )}
    </>
  )
}

/** As the person met them; what only registers told comes last. */
function inPageOrder({ pages, facts }: Service): Fact[] {
  return [...new Set([...pages.flatMap(page => page.facts), ...facts.values()].map(({ name }) => name))].flatMap(
    name => facts.get(name) ?? [],
  )
}

function factRows(props: FactsProps, shown: readonly Fact[], index = 0) {
  const { world, facts, language } = props
  return shown.flatMap(fact => {
    const value = answerTo(fact, facts.answers, index)
    if (value === undefined) return []
    const source = sourceWords({ world, language }, sourceOf(facts.sources, fact, index))
    return [
      {
        key: { text: say(fact.label, language) },
        value: {
          html: (
            <FactValue value={showAnswer(fact, value, language).join(', ')} source={source}>
              <Files {...props} files={filesOf(fact, value)} />
              <Earlier {...props} fact={fact} entry={index} />
            </FactValue>
          ),
        },
      },
    ]
  })
}

/** What stood there before, crossed out by nobody: until when, and who put it right. */
function Earlier({ earlier = [], fact, entry, language }: FactsProps & { fact: Fact; entry: number }) {
  return earlier
    .filter(one => one.fact === fact.name && one.entry === entry)
    .map(one => {
      const date = formatDate(language, dayOf(one.correctedAt, OFFICE_TIME_ZONE))
      const value = showAnswer(fact, one.value, language).join(', ')
      return (
        <p key={one.correction} class="govuk-body-s govuk-!-margin-bottom-1">
          {words(language)('earlier-value', { value, date, name: one.officerName })}
        </p>
      )
    })
}

function Files({ files, language, fileAt, unscanned }: FactsProps & { files: readonly HandedIn[] }) {
  const t = fileWords(language)
  if (files.length === 0) return null
  return (
    <ul class="govuk-list govuk-!-margin-bottom-0">
      {files.map(file => (
        <li>
          <a class="govuk-link" href={fileAt(file.id)}>
            {t('open', { name: file.name })}
          </a>
          {unscanned?.has(file.id) && <p class="govuk-hint govuk-!-margin-bottom-0">{t('unscanned')}</p>}
        </li>
      ))}
    </ul>
  )
}

function entryTitle({ pages }: Service, of: string, { index, language }: { index: number; language: Language }): string {
  const repeat = pages.find(page => page.repeat?.of === of)?.repeat
  return `${say(repeat?.words ?? {}, language) || of} ${formatNumber(language, index + 1)}`
}
