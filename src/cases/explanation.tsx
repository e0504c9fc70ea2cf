import type { ComponentChildren } from 'preact'
import { dayOf, formatDate, type Language, say } from '#platform'
import { Details, SummaryList, Tag } from '#platform/html'
import type { Assessment } from './assessment-store.ts'
import type { Case } from './case.ts'
import { type ExplainedStep, explainSteps, factLabel, type Telling } from './explain.ts'
import { explanationWords } from './explanation-words.ts'
import { agencyName, serviceName } from './names.ts'

export interface ExplanationProps {
  readonly current: Case
  /** What the rules came to; undefined until they have looked. */
  readonly assessment: Assessment | undefined
  /** Undefined when the service the case began with has left the catalogue. */
  readonly telling: Omit<Telling, 'service'> & { readonly service: Telling['service'] | undefined }
}

/** How a case was decided, step by step: the same for the person and for the officer. */
export function Explanation({ current, assessment, telling }: ExplanationProps) {
  const { language, service } = telling
  return (
    <section aria-labelledby="explanation">
      <h2 class="govuk-heading-m" id="explanation">
        {explanationWords(language)(current.decision ? 'title' : 'title-so-far')}
      </h2>
      {leadOf({ current, assessment, telling }).map(sentence => (
        <p class="govuk-body">{sentence}</p>
      ))}
      {service && assessment && assessment.trace.length > 0 && (
        <ol class="govuk-list portico-steps">
          {explainSteps({ ...telling, service }, assessment.trace).map(step => (
            <li>
              <Step step={step} language={language} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function leadOf({ current, assessment, telling }: ExplanationProps): string[] {
  const { world, language } = telling
  const t = explanationWords(language)
  if (current.decision?.outcome === 'closed')
    return [t('closed', { other: serviceName(world, current.follows ?? current.service, language) })]
  const about = {
    service: serviceName(world, current.service, language),
    version: current.version,
    agency: agencyName(world, current.agency, language),
    date: formatDate(language, assessment?.judgedOn ?? dayOf(current.receivedAt)),
  }
  if (!assessment) return [t(current.decision ? 'by-officer-alone' : 'not-yet', about)]
  const lead = !current.decision ? 'to-officer' : current.decision.by === 'rules' ? 'by-rules' : 'by-officer'
  return [t(lead, about), ...reasonsOf(assessment, current, telling)]
}

/** The rule’s own reason is said here unless the decision itself already says it. */
function reasonsOf({ because, missing }: Assessment, current: Case, telling: ExplanationProps['telling']): string[] {
  const { language, service } = telling
  const t = explanationWords(language)
  if (because === 'other-version') return [t('other-version')]
  const words =
    because && !current.decision && (service?.reasons.get(because) ?? service?.eligible.find(({ id }) => id === because)?.else)
  const facts = service ? missing.map(name => factLabel({ ...telling, service }, name)) : missing
  return [
    ...(words ? [t('because', { reason: say(words, language) })] : []),
    ...(facts.length > 0 ? [t('missing', { facts: [...new Set(facts)].join(', ') })] : []),
  ]
}

const COLOUR = {
  met: 'govuk-tag--green',
  applies: 'govuk-tag--green',
  'not-met': 'govuk-tag--red',
  'does-not-apply': 'govuk-tag--grey',
  unknown: 'govuk-tag--yellow',
}

function Step({ step, language }: { step: ExplainedStep; language: Language }) {
  const t = explanationWords(language)
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <h3 class="govuk-summary-card__title">{step.title}</h3>
        <div class="portico-steps__verdict">
          {step.verdict && <Tag text={t(step.verdict)} classes={COLOUR[step.verdict]} />}
          {step.result && <strong>{step.result}</strong>}
        </div>
      </div>
      <div class="govuk-summary-card__content">
        {step.facts.length > 0 && (
          <SummaryList rows={step.facts.map(fact => ({ key: { text: fact.label }, value: { html: <FactValue {...fact} /> } }))} />
        )}
        {step.parameters.map(parameter => (
          <p class="govuk-body">{parameter}</p>
        ))}
        <Details summaryText={t('as-written')} classes="govuk-!-margin-bottom-2">
          <code dir="ltr">{step.source}</code>
        </Details>
      </div>
    </div>
  )
}

/** An answer with where it came from below it. */
export function FactValue({ value, source, children }: { value: string; source: string; children?: ComponentChildren }) {
  return (
    <>
      <span dir="auto">{value}</span>
      <br />
      {children}
      <span class="govuk-hint govuk-!-margin-bottom-0 govuk-!-font-size-16">{source}</span>
    </>
  )
}
