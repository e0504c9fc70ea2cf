import { Elsewhere } from '#cases'
import type { Catalogue, Eligibility, Service, SettlingQuestion } from '#catalogue'
import { FormToken, page, type Reply, say, type Visit } from '#platform'
import { Breadcrumbs, Button, ErrorSummary } from '#platform/html'
import type { Raw } from '../answer-page.ts'
import { faultTarget, questionTarget } from '../questions/asked.tsx'
import { faultSentence } from '../questions/fault-words.ts'
import { Question } from '../questions/question.tsx'
import type { Faults } from '../steps.ts'
import { factsToCheck } from './eligibility.ts'
import { words } from './service-words.ts'
import { spoken } from './spoken.ts'
import { StartButton } from './start-button.tsx'

interface Shown {
  readonly catalogue: Catalogue
  readonly service: Service
  readonly visit: Visit
  readonly isSignedIn: boolean
  readonly raw?: Raw
  readonly faults?: Faults
  readonly judgement?: Eligibility
  readonly next?: SettlingQuestion | undefined
}

/** Asks only what the conditions turn on, and says yes, no and why, or what is still missing. Nothing is kept. */
export function eligibilityPage(shown: Shown): Reply {
  const { service, visit, faults = {}, judgement } = shown
  const t = words(visit.language)
  const name = say(service.name, visit.language)
  const facts = factsToCheck(service)
  const problems = facts.flatMap(fact => {
    const fault = faults[fact.name]
    return fault ? [{ text: faultSentence(fault, fact, visit.language), href: faultTarget(fact, fault) }] : []
  })
  const body = (
    <>
      <Breadcrumbs
        labelText={t('breadcrumb')}
        items={[
          { text: t('home'), href: '/' },
          { text: name, href: `/services/${service.id}` },
        ]}
      />
      {problems.length > 0 && <ErrorSummary titleText={t('problem')} errorList={problems} />}
      <span class="govuk-caption-l" {...spoken(service.name, visit.language)}>
        {name}
      </span>
      <h1 class="govuk-heading-l">{t('check-title')}</h1>
      {judgement ? <Judged {...shown} judgement={judgement} /> : <p class="govuk-body">{t('check-lead')}</p>}
      {facts.length > 0 ? <Questions {...shown} /> : <p class="govuk-body">{t('check-none')}</p>}
      {judgement?.answer === 'no' && <Elsewhere world={shown} service={service} language={visit.language} />}
    </>
  )
  const title = `${t('check-title')} ${name}`
  return page(body, {
    title: problems.length > 0 ? `${t('error')}: ${title}` : judgement ? `${t(`${verdict(judgement)}-title`)}: ${name}` : title,
    status: problems.length > 0 ? 422 : 200,
  })
}

function verdict({ answer }: Eligibility): 'yes' | 'no' | 'unknown' {
  return answer === 'not-known-yet' ? 'unknown' : answer
}

function Judged({ service, visit, isSignedIn, judgement, next }: Shown & { judgement: Eligibility }) {
  const t = words(visit.language)
  const said = verdict(judgement)
  const missing = judgement.missing.filter(name => name !== next?.fact).flatMap(name => service.facts.get(name) ?? [])
  const reasons = said === 'no' ? judgement.because.map(one => one.words) : missing.map(fact => fact.label)
  return (
    <section class={`front-verdict front-verdict--${said}`} aria-labelledby="verdict">
      <h2 class="govuk-heading-m" id="verdict">
        {t(`${said}-title`)}
      </h2>
      {next && <Next service={service} visit={visit} next={next} isOne={missing.length === 0} />}
      {said === 'unknown' && missing.length > 0 && <p class="govuk-body">{t(unknownText(next))}</p>}
      {reasons.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {reasons.map(reason => (
            <li key={say(reason, visit.language)}>
              <span {...spoken(reason, visit.language)}>{say(reason, visit.language)}</span>
            </li>
          ))}
        </ul>
      )}
      {said !== 'unknown' && <p class="govuk-body">{t(`${said}-text`)}</p>}
      {said === 'no' && <NextSteps service={service} visit={visit} />}
      {said === 'yes' && (
        <StartButton
          visit={{ ...visit, path: `/services/${service.id}` }}
          isSignedIn={isSignedIn}
          action={`/services/${service.id}/start`}
        />
      )}
    </section>
  )
}

function unknownText(next: SettlingQuestion | undefined): 'unknown-text' | 'unknown-others' | 'unknown-perhaps' {
  if (!next) return 'unknown-text'
  return next.settlesAll ? 'unknown-others' : 'unknown-perhaps'
}

/** The one question to answer next, with the way to it. */
function Next({ service, visit, next, isOne }: Pick<Shown, 'service' | 'visit'> & { next: SettlingQuestion; isOne: boolean }) {
  const t = words(visit.language)
  const fact = service.facts.get(next.fact)
  if (!fact) return null
  return (
    <>
      <p class="govuk-body">{t(next.settlesAll || isOne ? 'next-settles' : 'next-most')}</p>
      <p class="govuk-body govuk-!-font-weight-bold">
        <a class="govuk-link" href={questionTarget(fact)} {...spoken(fact.label, visit.language)}>
          {say(fact.label, visit.language)}
        </a>
      </p>
    </>
  )
}

/** A “no” of the machine is no decision: the way to mend an answer, and the way to ask all the same. */
function NextSteps({ service, visit }: Pick<Shown, 'service' | 'visit'>) {
  const t = words(visit.language)
  return (
    <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
      <li>
        <a class="govuk-link" href="#your-answers">
          {t('no-change')}
        </a>
      </li>
      <li>
        <a class="govuk-link" href={`/services/${service.id}`}>
          {t('no-ask')}
        </a>
      </li>
    </ul>
  )
}

function Questions({ service, visit, raw = {}, faults = {}, judgement }: Shown) {
  const t = words(visit.language)
  const facts = factsToCheck(service)
  return (
    <form method="post" action={`/services/${service.id}/eligibility`} novalidate>
      <FormToken visit={visit} />
      {judgement && (
        <h2 class="govuk-heading-m" id="your-answers">
          {t('your-answers')}
        </h2>
      )}
      {facts.some(fact => fact.of) && <p class="front-quiet front-several">{t('check-several')}</p>}
      {facts.map(fact => (
        <Question key={fact.name} fact={fact} raw={raw[fact.name] ?? ''} fault={faults[fact.name]} language={visit.language} />
      ))}
      <Button text={t(judgement ? 'check-again' : 'check-button')} />
    </form>
  )
}
