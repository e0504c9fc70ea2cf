import { answerFault } from '../read-answer.ts'
import type { Choices, Question } from './questions.ts'

interface Trying {
  /** What choices lead to, as one text; undefined when no more may be tried. */
  walked(choices: Choices): string | undefined
  isDone(): boolean
}

/** Whether a question is answered with an amount, between any two of which there are others. */
export function isAmount({ fact }: Question): boolean {
  return fact?.type === 'number' || fact?.type === 'money'
}

/**
 * Goes through the amounts a question may be answered with, the rest answered as `choices` say, and wherever two neighbours lead
 * elsewhere looks for the last amount of the one and the first of the other. Each amount tried becomes one of the question's choices.
 */
export function findEdges(question: Question, choices: Choices, trying: Trying): void {
  const known = new Map<number, string | undefined>()
  const leads = (amount: number) => {
    if (!known.has(amount)) known.set(amount, trying.walked({ ...choices, [question.key]: placeOf(question, amount) }))
    return known.get(amount)
  }
  const amounts = rulers(question)
  for (const [at, low] of amounts.slice(0, -1).entries()) if (!trying.isDone()) halve(low, amounts[at + 1]!, question)

  function halve(low: number, high: number, { fact }: Question): void {
    const step = 1 / 10 ** (fact!.rules.decimals ?? 0)
    if (high - low <= step || leads(low) === undefined || leads(high) === undefined) return
    if (leads(low) === leads(high) || trying.isDone()) return
    const middle = Number((low + step * Math.floor((high - low) / step / 2)).toFixed(6))
    if (answerFault(fact!, middle, '2000-01-01')) return
    halve(low, middle, question)
    halve(middle, high, question)
  }
}

/** A few of the amounts, in order. */
function rulers({ choices }: Question): number[] {
  const amounts = [...new Set(choices.filter(value => typeof value === 'number'))].sort((a, b) => a - b)
  const step = Math.max(1, Math.ceil(amounts.length / 8))
  return amounts.filter((_, at) => at % step === 0 || at === amounts.length - 1)
}

function placeOf({ choices }: Question, amount: number): number {
  const at = choices.indexOf(amount)
  return at >= 0 ? at : choices.push(amount) - 1
}
