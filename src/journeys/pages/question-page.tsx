import { answerTo, type Fact, type FactName, type RawAnswer, type RawParts } from '#catalogue'
import { type Language, page, type Reply, say, type Visit } from '#platform'
import { Button, drawnOnceOf, InsetText, SummaryList } from '#platform/html'
import type { Raw } from '../answer-page.ts'
import type { Definition } from '../definition.ts'
import type { Draft } from '../draft.ts'
import { asksForFile } from '../kept-files.ts'
import { seenMark } from '../merge-answers.ts'
import { faultTarget, labelOf } from '../questions/asked.tsx'
import { faultSentence } from '../questions/fault-words.ts'
import { Question } from '../questions/question.tsx'
import { rawOfStored } from '../questions/typed-again.ts'
import { spoken } from '../start/spoken.ts'
import { entriesAround, type Faults, isSaidNone, mayBeNone, type Step, stepBefore, stepsOf } from '../steps.ts'
import { words } from '../words.ts'
import { answerRow } from './answer-row.tsx'
import { stepTitle } from './entry-name.ts'
import { Guidance, type Problem, Problems, StepForm, titled } from './frame.tsx'

// A thousand bytes or two each.
const QUESTIONS_MOST = 5_000

interface Shown {
  readonly definition: Definition
  readonly draft: Draft
  readonly step: Step
  readonly visit: Visit
  readonly on: string
  /** What was just typed; what is saved where there is nothing. */
  readonly raw?: Raw
  readonly faults?: Faults
  /** What the page showed when it was first drawn; what it shows now when nothing is said. */
  readonly seen?: string
  /** The person came to change one answer, and goes back to check the others. */
  readonly isFromCheck?: boolean
  /** Answers changed elsewhere and here, to choose between. */
  readonly contested?: readonly FactName[]
}

/** One page of questions, as it was last saved or as it was just typed. */
export function questionPage(shown: Shown): Reply {
  const { draft, step, visit } = shown
  const steps = stepsOf(shown.definition, draft, shown.on)
  const problems = problemsOf(shown)
  const title = isAlone(step) ? labelOf(step.asks[0]!, visit.language) : stepTitle(step, visit.language)
  const back = stepBefore(steps, step.id)
  const body = (
    <>
      <Problems visit={visit} problems={problems} />
      {shown.contested && <Conflict visit={visit} />}
      <Heading {...shown} steps={steps} title={title} />
      <KnownHere {...shown} />
      {mayBeNone(step, draft) && (
        <InsetText text={words(visit.language)(isSaidNone(step, draft) ? 'said-none' : 'may-be-none')} />
      )}
      <Form {...shown} steps={steps} />
      <p class="govuk-body-s govuk-hint">{words(visit.language)('save-hint')}</p>
    </>
  )
  return page(body, {
    title: shown.contested ? `${words(visit.language)('conflict-title')}: ${title}` : titled(visit, title, problems),
    status: statusOf(shown),
    back: back ? `/journeys/${draft.id}/pages/${back.id}` : `/journeys/${draft.id}/back`,
    focused: true,
  })
}

/** What was sent and is wrong is refused; what was saved once and is wrong today is only pointed out. */
function statusOf({ raw, faults = {}, contested }: Shown): number {
  if (contested) return 409
  return raw && Object.keys(faults).length > 0 ? 422 : 200
}

function problemsOf({ step, faults = {}, visit }: Shown): Problem[] {
  return step.asks.flatMap(fact => {
    const fault = faults[fact.name]
    return fault ? [{ text: faultSentence(fault, fact, visit.language), href: faultTarget(fact, fault) }] : []
  })
}

/** A page that is one question and nothing else: the question is its heading. */
function isAlone({ asks, known, page: { guidance, repeat } }: Step): boolean {
  return asks.length === 1 && known.length === 0 && !guidance && !repeat
}

function Conflict({ visit }: { visit: Visit }) {
  const t = words(visit.language)
  return (
    <InsetText>
      <h2 class="govuk-heading-m">{t('conflict-title')}</h2>
      <p class="govuk-body">{t('conflict-text')}</p>
    </InsetText>
  )
}

function Heading({ step, visit, steps, title }: Shown & { steps: readonly Step[]; title: string }) {
  const number = steps.findIndex(one => one.id === step.id) + 1
  return (
    <>
      <span class="govuk-caption-l">{words(visit.language)('step', { number, total: steps.length })}</span>
      {!isAlone(step) && (
        <h1 class="govuk-heading-l" {...spoken(step.page.title, visit.language)}>
          {title}
        </h1>
      )}
      {step.page.guidance && (
        <div {...spoken(step.page.guidance, visit.language)}>
          <Guidance text={say(step.page.guidance, visit.language)} />
        </div>
      )}
    </>
  )
}

function KnownHere({ step, draft, visit }: Shown) {
  if (step.known.length === 0) return null
  const rows = step.known.map(fact => answerRow(fact, answerTo(fact, draft.answers, step.index), visit.language))
  return <SummaryList rows={rows} card={{ title: { text: words(visit.language)('known-here') } }} />
}

function Form(shown: Shown & { steps: readonly Step[] }) {
  const { draft, step, visit, faults = {}, contested } = shown
  const seen = shown.seen ?? seenMark(step, draft)
  return (
    <StepForm
      visit={visit}
      action={`/journeys/${draft.id}/pages/${step.id}`}
      button={words(visit.language)('continue')}
      draftId={draft.id}
      withFiles={step.asks.some(asksForFile)}
      hidden={{ seen, ...(shown.isFromCheck ? { from: 'check' } : {}) }}
    >
      {step.asks.map(fact =>
        isAskedAfresh(fact, shown) ? (
          askedAfresh(fact, visit.language, sizeIn(step))
        ) : (
          <Question
            key={fact.name}
            fact={fact}
            raw={shown.raw?.[fact.name] ?? savedRaw(fact, shown)}
            fault={faults[fact.name]}
            language={visit.language}
            size={sizeIn(step)}
            {...(contested?.includes(fact.name) ? { saved: answerTo(fact, draft.answers, step.index) } : {})}
          />
        ),
      )}
      <EntryButtons {...shown} />
    </StepForm>
  )
}

function sizeIn(step: Step): 'l' | 'm' {
  return isAlone(step) ? 'l' : 'm'
}

/** Nothing was typed or saved yet: then it is the same for everybody. */
function isAskedAfresh(fact: Fact, { draft, step, visit, raw, faults = {}, contested }: Shown): boolean {
  const isTouched = raw?.[fact.name] !== undefined || faults[fact.name] !== undefined || contested?.includes(fact.name)
  return !isTouched && visit.query.more !== fact.field && answerTo(fact, draft.answers, step.index) === undefined
}

const askedAfresh = drawnOnceOf(QUESTIONS_MOST, (fact: Fact, language: Language, size: 'l' | 'm') => (
  <Question fact={fact} raw={rawOfStored(fact, undefined, language)} language={language} size={size} />
))

/** A saved answer as it would be typed; a list with one more row to fill when that was asked for. */
function savedRaw(fact: Fact, { draft, step, visit }: Shown): RawAnswer {
  const raw = rawOfStored(fact, answerTo(fact, draft.answers, step.index), visit.language)
  return fact.type === 'list' && visit.query.more === fact.field ? [...(raw as RawParts[]), {}] : raw
}

function EntryButtons({ step, steps, draft, visit }: Shown & { steps: readonly Step[] }) {
  const t = words(visit.language)
  const { mayAdd, mayRemove } = entriesAround(step, steps, draft)
  const isNoneOffered = mayBeNone(step, draft)
  if (!mayAdd && !mayRemove && !isNoneOffered) return null
  return (
    <div class="govuk-button-group">
      {isNoneOffered && <Button text={t('say-none')} name="then" value="none" classes="govuk-button--secondary" />}
      {mayAdd && <Button text={t('add-entry')} name="then" value="add" classes="govuk-button--secondary" />}
      {mayRemove && <Button text={t('remove-entry')} name="then" value="remove" classes="govuk-button--secondary" />}
    </div>
  )
}
