import {
  type AnswerProblem,
  type Answers,
  answerTo,
  checkAnswers,
  decide,
  eligibility,
  type PageInstance,
  type Service,
  walkPages,
} from '#catalogue'
import { type Language, say } from '#platform'
import { faultSentence } from '../questions/fault-words.ts'
import { words } from './words.ts'

/** Today as `YYYY-MM-DD`, and the language of the sentences. */
interface How {
  readonly on: string
  readonly language: Language
}

/** What follows from answers that a program sent, as OpenAPI calls it `Check`. Nothing is stored. */
export function sayCheck(service: Service, sent: unknown, { on, language }: How): object {
  const { problems, answers } = checkAnswers(service, sent, on)
  const about = { service: service.id, version: service.version, checkedOn: on }
  if (problems.length > 0) return { ...about, faults: problems.map(problem => saidFault(problem, language)) }
  const pages = walkPages(service.pages, answers, on).map(met => saidPage(met, answers, language))
  return {
    ...about,
    faults: [],
    isComplete: pages.every(page => page.missing.length === 0),
    pages,
    eligibility: saidEligibility(service, answers, { on, language }),
    decision: saidDecision(service, answers, { on, language }),
  }
}

function saidFault({ at, fact, fault }: AnswerProblem, language: Language): object {
  return {
    at,
    code: fault.code,
    ...(fact && { fact: fact.name }),
    message: problemSentence({ at, fact, fault } as AnswerProblem, language),
  }
}

/** What is wrong with answers from a program, as a sentence that says what to do. */
export function problemSentence({ at, fact, fault }: AnswerProblem, language: Language): string {
  const t = words(language)
  const name = at
  switch (fault.code) {
    case 'unknown-name':
    case 'not-a-group':
    case 'not-a-list':
      return t(`fault-${fault.code}`, { name })
    case 'too-many-entries':
      return t('fault-too-many-entries', { name, max: fault.max })
    default:
      return faultSentence(fault, fact!, language)
  }
}

function saidPage({ page, index }: PageInstance, answers: Answers, language: Language) {
  const missing = page.facts.filter(fact => !fact.optional && (answerTo(fact, answers, index) ?? null) === null)
  return {
    page: page.id,
    title: say(page.title, language),
    ...(index !== undefined && { entry: index + 1 }),
    missing: missing.map(fact => fact.name),
  }
}

function saidEligibility(service: Service, answers: Answers, { on, language }: How): object {
  const { answer, because, missing } = eligibility(service, answers, on)
  return { answer, because: because.map(({ id, words: why }) => ({ id, message: say(why, language) })), missing }
}

function saidDecision(service: Service, answers: Answers, { on, language }: How): object {
  const { outcome, because, words: why, values, missing } = decide(service, answers, on)
  return { outcome, ...(because && { because }), ...(why && { message: say(why, language) }), values, missing }
}
