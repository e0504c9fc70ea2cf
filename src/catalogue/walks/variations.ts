import type { Choices, Question } from './questions.ts'

/** The same choices with one question answered otherwise, each in turn. */
export function* oneChanged(choices: Choices, questions: readonly Question[]): Generator<Choices> {
  for (const { key, choices: values } of questions)
    for (const [at] of values.entries()) if (at !== (choices[key] ?? 0)) yield { ...choices, [key]: at }
}

const FEW = 1200

/** Whether all combinations of these answers can be tried. */
export function isFew(questions: readonly Question[]): boolean {
  return questions.reduce((count, { choices }) => count * choices.length, 1) <= FEW
}

/** Every combination of answers, the first question changing fastest. */
export function* combinations([first, ...others]: readonly Question[]): Generator<Choices> {
  if (!first) yield {}
  else
    for (const choices of combinations(others)) for (const [at] of first.choices.entries()) yield { ...choices, [first.key]: at }
}

const SAMPLES = 6000

/** Combinations without a pattern, the same ones every time: a linear congruential row from a fixed seed (Numerical Recipes, 7.1). */
export function* sample(questions: readonly Question[]): Generator<Choices> {
  let state = 20_261_121
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (let count = 0; count < SAMPLES; count++)
    yield Object.fromEntries(questions.map(({ key, choices }) => [key, next(choices.length)]))
}

/** From the one and the other, until neither has more. */
export function* inTurn<T>(one: Iterator<T>, other: Iterator<T>): Generator<T> {
  for (let [a, b] = [one.next(), other.next()]; !a.done || !b.done; [a, b] = [one.next(), other.next()]) {
    if (!a.done) yield a.value
    if (!b.done) yield b.value
  }
}
