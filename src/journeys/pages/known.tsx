import { answerTo, type Catalogue, entriesOf, type Fact, type SharedLookup, showAnswer } from '#catalogue'
import { FormToken, page, type Reply, say, type Visit } from '#platform'
import { Button, Checkboxes, InsetText, SummaryList } from '#platform/html'
import { factsOf } from '../ask-registers.ts'
import type { Definition } from '../definition.ts'
import { type Draft, factKey } from '../draft.ts'
import { words } from '../words.ts'
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
  const title = t('known-title')
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
        button={told.length > 0 ? t('known-button') : t('continue')}
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

function Told({ catalogue, definition, draft, visit, lookup }: Shown & { lookup: SharedLookup }) {
  const t = words(visit.language)
  const register = registerName(catalogue, lookup, visit)
  return (
    <section class="portico-told">
      <SummaryList rows={toldRows({ definition, draft, visit }, lookup)} card={{ title: { text: register } }} />
      <Checkboxes
        name="wrong[]"
        idPrefix={`wrong-${lookup.from.replace('.', '-')}`}
        classes="govuk-checkboxes--small"
        items={[{ value: lookup.from, text: t('known-wrong') }]}
        fieldset={{ legend: { text: register, classes: 'govuk-visually-hidden' } }}
      />
    </section>
  )
}

/** One row a fact, by entry where a list was told. */
export function toldRows({ definition, draft, visit }: Pick<Shown, 'definition' | 'draft' | 'visit'>, lookup: SharedLookup) {
  return factsOf(definition, lookup).flatMap(fact =>
    entriesTold(fact, draft, lookup.from).map(index => toldRow(fact, { draft, visit, index })),
  )
}

function entriesTold(fact: Fact, draft: Draft, from: string): number[] {
  const entries = fact.of ? entriesOf(fact.of, draft.answers).map((_, index) => index) : [0]
  return entries.filter(index => draft.told[factKey(fact, index)] === from)
}

function toldRow(fact: Fact, { draft, visit, index }: { draft: Draft; visit: Visit; index: number }) {
  const label = say(fact.label, visit.language)
  const several = fact.of && entriesOf(fact.of, draft.answers).length > 1
  const lines = showAnswer(fact, answerTo(fact, draft.answers, index), visit.language)
  return {
    key: { text: several ? words(visit.language)('entry', { what: label, number: index + 1 }) : label },
    value: { html: lines.flatMap(line => [<span dir="auto">{line}</span>, <br />]).slice(0, -1) },
  }
}

function Silent({ catalogue, draft, visit, lookup }: Shown & { lookup: SharedLookup }) {
  const t = words(visit.language)
  const status = draft.lookups[lookup.from]?.status as 'nothing' | 'unavailable' | 'declined' | 'disputed'
  return (
    <InsetText>
      <p class="govuk-body">{t(`known-${status}`, { register: registerName(catalogue, lookup, visit) })}</p>
      {status === 'unavailable' && (
        <form method="post" action={`/journeys/${draft.id}/registers`}>
          <FormToken visit={visit} />
          {lookup.consent === 'asked' && <input type="hidden" name="consent[]" value={lookup.from} />}
          <Button text={t('known-retry')} classes="govuk-button--secondary govuk-!-margin-bottom-0" preventDoubleClick />
        </form>
      )}
    </InsetText>
  )
}
