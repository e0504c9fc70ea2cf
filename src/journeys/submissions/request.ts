import { type AnswerProblem, answerFault, answerTo, checkAnswers, entriesOf, type Fact, filesIn, type Service } from '#catalogue'
import { isLanguage, type Language } from '#platform'
import type { Definition } from '../definition.ts'
import { problemSentence } from '../exports/say-check.ts'
import { mayHoldFiles } from '../kept-files.ts'
import { missingIn, type Step, walkThrough } from '../steps.ts'
import type { Submission } from '../submission.ts'
import { words } from './words.ts'

/** What a department's system asks for a person, read and found good. */
export interface SystemRequest {
  readonly person: { readonly nationalId: string; readonly givenNames: string; readonly familyName: string }
  readonly language: Language
  readonly answers: Submission['answers']
}

/** One thing that is wrong with what was sent. @see RFC 9457, section 3: `errors` of its example, and RFC 6901 for the pointer */
export interface RequestFault {
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

interface By {
  readonly definition: Definition
  /** Today, `YYYY-MM-DD`. */
  readonly on: string
  /** Of the sentences. */
  readonly language: Language
}

/** Reads what a system sent by the same facts, pages and conditions as a journey. @returns the request, or all that is wrong with it at once */
export function readRequest(sent: unknown, by: By): SystemRequest | readonly RequestFault[] {
  if (!isGroup(sent)) return [told('', 'not-a-group', words(by.language)('not-an-object'))]
  const { person, answers, language = 'en', ...others } = sent
  const faults = [
    ...Object.keys(others).map(name => told(pointer(name), 'unknown-name', words(by.language)('unknown', { name }))),
    ...personFaults(person, by),
    ...(isLanguage(String(language)) ? [] : [told('/language', 'not-an-option', words(by.language)('language'))]),
    ...answersFaults(answers, by),
  ]
  if (faults.length > 0) return faults
  return {
    person: person as SystemRequest['person'],
    language: language as Language,
    answers: answers as SystemRequest['answers'],
  }
}

const PERSON = ['nationalId', 'givenNames', 'familyName'] as const

function personFaults(person: unknown, { on, language }: By): RequestFault[] {
  const t = words(language)
  if (!isGroup(person)) return [told('/person', 'missing', t('person'))]
  const unknown = Object.keys(person).filter(name => !PERSON.includes(name as 'nationalId'))
  return [
    ...unknown.map(name => told(`/person${pointer(name)}`, 'unknown-name', t('unknown', { name }))),
    ...PERSON.flatMap(name => {
      const fault = answerFault(personFact(name), person[name], on)
      return fault ? [told(`/person/${name}`, fault.code, t(name))] : []
    }),
  ]
}

/** What a person is called is read as any question for it would be. */
function personFact(field: (typeof PERSON)[number]): Fact {
  const about = { entity: 'person', optional: false, label: {}, sensitivity: 'personal', rules: {}, retain: 'P0D' } as const
  return { ...about, name: `person.${field}`, field, type: field === 'nationalId' ? 'national-id' : 'name' }
}

function answersFaults(answers: unknown, { definition, on, language }: By): RequestFault[] {
  const service = definition.services[0]!
  const { problems } = checkAnswers(service, answers ?? {}, on)
  if (problems.length > 0) return problems.map(problem => saidProblem(problem, language))
  const held = { answers: (answers ?? {}) as SystemRequest['answers'], told: {} }
  if (mayHoldFiles(definition) && filesIn(service.facts.values(), held.answers).length > 0)
    return [told('/answers', 'file-not-taken', words(language)('file-not-taken'))]
  const { steps, counting } = walkThrough(definition, held, on)
  return [
    ...steps.flatMap(step => missingIn(step, held).map(fact => missing(fact, step, language))),
    ...(sizeOf(counting) === sizeOf(held.answers) ? [] : notAsked(service, held.answers, counting)).map(at =>
      told(at, 'not-asked', words(language)('not-asked', { name: at })),
    ),
  ]
}

function saidProblem(problem: AnswerProblem, language: Language): RequestFault {
  return told(`/answers${problem.at}`, problem.fault.code, problemSentence(problem, language))
}

function missing(fact: Fact, { index }: Step, language: Language): RequestFault {
  const problem = { at: placeOf(fact, index), fact, fault: { code: 'missing' } } as const
  return saidProblem(problem, language)
}

/** How many facts answers hold: those that count are always among those that were sent. */
function sizeOf(answers: SystemRequest['answers']): number {
  const entries = Object.values(answers).flatMap(group => (Array.isArray(group) ? group : [group]))
  return entries.reduce((sum: number, entry) => sum + Object.keys(Object(entry)).length, 0)
}

/** What was sent and would not count: nothing is left out of a request without a word. */
function notAsked({ facts }: Service, sent: SystemRequest['answers'], counting: SystemRequest['answers']): string[] {
  return [...facts.values()].flatMap(fact => {
    const count = fact.of ? entriesOf(fact.of, sent).length : 1
    return Array.from({ length: count }, (_, index) => index)
      .filter(index => answerTo(fact, sent, index) !== undefined && answerTo(fact, counting, index) === undefined)
      .map(index => `/answers${placeOf(fact, index)}`)
  })
}

function placeOf({ of, entity, field }: Fact, index: number): string {
  return of ? `/${of}/${index}/${field}` : `/${entity}/${field}`
}

function told(at: string, code: string, detail: string): RequestFault {
  return { pointer: `#${at}`, code, detail }
}

/** @see RFC 6901, section 4 */
function pointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
