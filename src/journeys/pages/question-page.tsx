import { answerTo, type Fact, type RawAnswer, type RawParts, showAnswer } from '#catalogue'
import { page, type Reply, say, type Visit } from '#platform'
import { Button, InsetText, SummaryList } from '#platform/html'
import { type Faults, type Raw, seenMark } from '../answer-page.ts'
import type { Definition } from '../definition.ts'
import type { Draft } from '../draft.ts'
import { faultSentence } from '../fault-words.ts'
import { faultTarget, Question } from '../question.tsx'
import { rawOfStored } from '../raw-answers.ts'
import { entriesAround, type Step, stepBefore, stepsOf } from '../steps.ts'
import { words } from '../words.ts'
import { Guidance, type Problem, Problems, StepForm, titled } from './frame.tsx'

interface Shown {
  readonly definition: Definition
  readonly draft: Draft
  readonly step: Step
  readonly visit: Visit
  readonly on: string
  readonly raw?: Raw
  readonly faults?: Faults
  readonly isConflict?: boolean
}

/** One page of questions, as it was last saved or as it was just typed. */
export function questionPage(shown: Shown): Reply {
  const { definition, draft, step, visit, on, faults = {}, isConflict } = shown
  const t = words(visit.language)
  const steps = stepsOf(definition, draft, on)
  const problems: Problem[] = step.asks.flatMap(fact =>
    faults[fact.name]
      ? [{ text: faultSentence(faults[fact.name]!, fact, visit.language), href: faultTarget(fact, faults[fact.name]!) }]
      : [],
  )
  const alone = step.asks.length === 1 && step.known.length === 0 && !step.page.guidance
  const title = headingOf(step, visit)
  const back = stepBefore(steps, step.id)
  const body = (
    <>
      <Problems visit={visit} problems={problems} />
      {isConflict && (
        <InsetText>
          <h2 class="govuk-heading-m">{t('conflict-title')}</h2>
          <p class="govuk-body">{t('conflict-text')}</p>
        </InsetText>
      )}
      <span class="govuk-caption-l">
        {t('step', { number: steps.findIndex(one => one.id === step.id) + 1, total: steps.length })}
      </span>
      {!alone && <h1 class="govuk-heading-l">{title}</h1>}
      {step.page.guidance && <Guidance text={say(step.page.guidance, visit.language)} />}
      <KnownHere {...shown} />
      <StepForm
        visit={visit}
        action={`/journeys/${draft.id}/pages/${step.id}`}
        button={t('continue')}
        draftId={draft.id}
        hidden={{ seen: seenMark(step, draft), ...(visit.query.from === 'check' ? { from: 'check' } : {}) }}
      >
        {step.asks.map(fact => (
          <Question
            key={fact.name}
            fact={fact}
            raw={shown.raw?.[fact.name] ?? savedRaw(fact, shown)}
            fault={faults[fact.name]}
            language={visit.language}
            heading={alone}
            {...(isConflict ? { saved: answerTo(fact, draft.answers, step.index) } : {})}
          />
        ))}
        <EntryButtons {...shown} />
      </StepForm>
      <p class="govuk-body-s govuk-hint">{t('save-hint')}</p>
    </>
  )
  return page(body, {
    title: titled(visit, title, problems),
    status: problems.length > 0 ? 422 : isConflict ? 409 : 200,
    back: back ? `/journeys/${draft.id}/pages/${back.id}` : `/journeys/${draft.id}/back`,
    focused: true,
  })
}

/** A saved answer as it would be typed; a list with one more row to fill when that was asked for. */
function savedRaw(fact: Fact, { draft, step, visit }: Shown): RawAnswer {
  const raw = rawOfStored(fact, answerTo(fact, draft.answers, step.index), visit.language)
  return fact.type === 'list' && visit.query.more === fact.field ? [...(raw as RawParts[]), {}] : raw
}

function headingOf(step: Step, visit: Visit): string {
  const title = say(step.page.title, visit.language)
  if (!step.page.repeat) return title
  return words(visit.language)('entry', { what: say(step.page.repeat.words, visit.language) || title, number: step.index + 1 })
}

function KnownHere({ step, draft, visit }: Shown) {
  if (step.known.length === 0) return null
  const rows = step.known.map(fact => ({
    key: { text: say(fact.label, visit.language) },
    value: { text: showAnswer(fact, answerTo(fact, draft.answers, step.index), visit.language).join(', ') },
  }))
  return <SummaryList rows={rows} card={{ title: { text: words(visit.language)('known-here') } }} />
}

function EntryButtons({ step, draft, visit }: Shown) {
  const t = words(visit.language)
  const { mayAdd, mayRemove } = entriesAround(step, draft)
  if (!mayAdd && !mayRemove) return null
  return (
    <div class="govuk-button-group">
      {mayAdd && <Button text={t('add-entry')} name="then" value="add" classes="govuk-button--secondary" />}
      {mayRemove && <Button text={t('remove-entry')} name="then" value="remove" classes="govuk-button--secondary" />}
    </div>
  )
}
