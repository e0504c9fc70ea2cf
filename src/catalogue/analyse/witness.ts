import { answerTo, entriesOf, withAnswer } from '../answers.ts'
import { holdsIn, scopeOf } from '../holds.ts'
import { answerFault } from '../read-answer.ts'
import type { Answers, Expression } from '../rule.ts'
import type { Service } from '../service.ts'
import { relevantAnswers } from '../walk-pages.ts'
import type { Term } from './condition.ts'
import type { Model } from './solve.ts'
import type { Space } from './space.ts'
import { isDay, OTHER, textOfDay, type Value } from './value.ts'

/** Answers that a person may give, and how to say them. */
export interface Witness {
  readonly answers: Answers
  readonly on: string
  /** `shelter.bicycles = 3, shelter.isCargo = true`. */
  readonly said: string
}

interface Given {
  readonly term: Term
  readonly value: Value
}

export interface Expected {
  readonly condition: Expression | undefined
  readonly is: boolean
}

/**
 * Answers that lie in the regions of a model and for which the compiled expressions themselves come to what is expected;
 * undefined when there are none, or when they cannot be made from regions alone.
 */
export function witnessOf(
  { service, terms, space }: { service: Service; terms: readonly Term[]; space: Space },
  model: Model,
  expected: readonly Expected[],
): Witness | undefined {
  const given: Given[] = terms.map(term => ({ term, value: space.regions[term.at]![Math.max(0, model[term.at]!)]! }))
  if (given.some(one => !mayBe(one))) return undefined
  const { on } = space
  const known = new Set(service.know.flatMap(({ facts }) => facts))
  const answers = relevantAnswers(service.pages, given.reduce(answered(on), {}), { on, known })
  const isFit = given.every(({ term, value }) => !term.fact || value === null || !answerFault(term.fact, plain(value), on))
  const asExpected = () => expected.every(({ condition, is }) => holdsIn(condition, scopeOf(answers, on)) === is)
  return isFit && asExpected()
    ? {
        answers,
        on,
        said: given
          .filter(one => stillCounts(one, answers))
          .flatMap(sayGiven)
          .join(', '),
      }
    : undefined
}

/** A question that must be answered is not left open by anyone who meets it. */
function mayBe({ term: { fact }, value }: Given): boolean {
  return value !== null || fact?.optional === true
}

const AGE = /^age\(([\w.]+)\)$/
const COUNT = /^count\((\w+)\)$/

function answered(on: string): (answers: Answers, given: Given) => Answers {
  return (answers, { term: { fact, source }, value }) => {
    if (value === null || fact?.of) return answers
    if (fact) return withAnswer(fact, answers, { value: plain(value) })
    const counted = COUNT.exec(source)?.[1]
    if (counted && typeof value === 'number' && value >= 0 && value <= 100 && entriesOf(counted, answers).length === 0)
      return { ...answers, [counted]: Array.from({ length: value }, () => ({})) }
    const [entity, field] = AGE.exec(source)?.[1]?.split('.') ?? []
    if (entity && field && typeof value === 'number' && value >= 0)
      return { ...answers, [entity]: { ...(answers[entity] as object), [field]: yearsBefore(on, value) } }
    return answers
  }
}

function yearsBefore(on: string, years: number): string {
  const [year, month, day] = on.split('-') as [string, string, string]
  const isLeapDay = month === '02' && day === '29'
  return `${String(Number(year) - years).padStart(4, '0')}-${month}-${isLeapDay ? '28' : day}`
}

function plain(value: Value): unknown {
  if (value === OTHER) return 'x'
  return isDay(value) ? textOfDay(value) : value
}

/** What was typed on a page that does not apply is not part of it. */
function stillCounts({ term: { fact }, value }: Given, answers: Answers): boolean {
  return !fact || (value === null) === ((answerTo(fact, answers) ?? null) === null)
}

function sayGiven({ term, value }: Given): string[] {
  if (value === null) return [`${term.source} left blank`]
  if (value === OTHER) return []
  return [`${term.source} = ${isDay(value) ? textOfDay(value) : JSON.stringify(value)}`]
}
