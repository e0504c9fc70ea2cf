import { answerTo, type Catalogue, type Fact, type SharedLookup } from '#catalogue'
import { FormToken, page, type Reply, say, type Visit } from '#platform'
import { Button, Checkboxes, InsetText, SummaryList } from '#platform/html'
import type { Definition } from '../definition.ts'
import type { Draft } from '../draft.ts'
import { factsOf, toldEntries } from '../told.ts'
import { words } from '../words.ts'
import { answerRow } from './answer-row.tsx'
import { entryName } from './entry-name.ts'
import { StepForm } from './frame.tsx'
import { registerName } from './registers.tsx'

interface Shown {
  readonly catalogue: Catalogue
  readonly definition: Definition
  readonly draft: Draft
  readonly visit: Visit
}

/** What the registers told, to confirm; and plainly, which of them did not answer. */
export function knownPage(shown: Shown): Reply {
  const { definition, draft, visit } = shown
  const t = words(visit.language)
  const told = definition.know.filter(({ from }) => draft.lookups[from]?.status === 'told')
  const silent = definition.know.filter(({ from }) => draft.lookups[from] && draft.lookups[from]?.status !== 'told')
  const title = t(told.length > 0 ? 'known-title' : 'known-title-empty')
  const body = (
    <>
      <span class="govuk-caption-l">{say(definition.name, visit.language)}</span>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t(told.length > 0 ? 'known-lead' : 'known-empty')}</p>
      {silent.map(lookup => (
        <Silent key={lookup.from} {...shown} lookup={lookup} />
      ))}
      <StepForm
        visit={visit}
        action={`/journeys/${draft.id}/known`}
        button={t(told.length > 0 ? 'known-button' : 'continue')}
        draftId={draft.id}
      >
        {told.map(lookup => (
          <Told key={lookup.from} {...shown} lookup={lookup} />
        ))}
      </StepForm>
    </>
  )
  return page(body, { title, back: `/journeys/${draft.id}/registers`, focused: true })
}

/** One register's card: what it told, and the box to tick when that is wrong. */
function Told(props: Shown & { lookup: SharedLookup }) {
  const { catalogue, visit, lookup } = props
  const t = words(visit.language)
  const register = registerName(catalogue, lookup, visit)
  return (
    <section class="govuk-summary-card portico-told">
      <div class="govuk-summary-card__title-wrapper">
        <h2 class="govuk-summary-card__title">{register}</h2>
      </div>
      <div class="govuk-summary-card__content">
        <ToldFacts {...props} />
        <Checkboxes
          name="wrong[]"
          idPrefix={`wrong-${lookup.from.replaceAll('.', '-')}`}
          classes="govuk-checkboxes--small"
          items={[{ value: lookup.from, html: [t('known-wrong'), <Aside>{register}</Aside>] }]}
        />
      </div>
    </section>
  )
}

/** Said, not shown: which of several like things this is about. */
function Aside({ children }: { children: string }) {
  return <span class="govuk-visually-hidden"> ({children})</span>
}

/** Everything a register told, one list for each entry it told of. */
export function ToldFacts({ definition, draft, visit, lookup }: Omit<Shown, 'catalogue'> & { lookup: SharedLookup }) {
  const entries = entriesTold(factsOf(definition, lookup), draft, lookup.from)
  const rows = (of: { index: number; facts: readonly Fact[] }) =>
    of.facts.map(fact => answerRow(fact, answerTo(fact, draft.answers, of.index), visit.language))
  if (entries.length === 1) return <SummaryList rows={rows(entries[0]!)} />
  return (
    <>
      {entries.map(entry => (
        <div class="portico-entry" key={String(entry.index)}>
          <h3 class="govuk-heading-s">{entryName(definition, { fact: entry.facts[0]!, index: entry.index }, visit.language)}</h3>
          <SummaryList rows={rows(entry)} />
        </div>
      ))}
    </>
  )
}

function entriesTold(facts: readonly Fact[], draft: Draft, from: string): { index: number; facts: Fact[] }[] {
  const told = facts.map(fact => ({ fact, entries: toldEntries(fact, draft, from) }))
  const indexes = [...new Set(told.flatMap(({ entries }) => entries))].sort((a, b) => a - b)
  return indexes.map(index => ({
    index,
    facts: told.filter(({ entries }) => entries.includes(index)).map(({ fact }) => fact),
  }))
}

function Silent({ catalogue, draft, visit, lookup }: Shown & { lookup: SharedLookup }) {
  const t = words(visit.language)
  const status = draft.lookups[lookup.from]?.status as Exclude<Draft['lookups'][string]['status'], 'told'>
  return (
    <InsetText>
      <p class="govuk-body">{t(`known-${status}`, { register: registerName(catalogue, lookup, visit) })}</p>
      {status === 'unavailable' && (
        <form method="post" action={`/journeys/${draft.id}/registers`}>
          <FormToken visit={visit} />
          <input type="hidden" name="again" value={lookup.from} />
          <Button text={t('known-retry')} classes="govuk-button--secondary govuk-!-margin-bottom-0" preventDoubleClick />
        </form>
      )}
    </InsetText>
  )
}
