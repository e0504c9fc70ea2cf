import { spend } from '../feel/meter.ts'
import type { Pattern } from './compile-pattern.ts'

/** Where each group of a match begins and ends, in UTF-16 units: `[0, 3, 1, 2]`; undefined for a group that took no part. */
export type Slots = readonly (number | undefined)[]

// The dearest pattern found takes 60 to 100 ns for a character and an instruction, an ordinary one a hundredth: see decision 10.
const READ_A_STEP = 4

/** Whether a text has a match anywhere. Taken from the evaluation under way before it is looked for, as if it were the dearest. */
export function isMatched({ engine, size }: Pattern, text: string): boolean {
  spend(stepsFor(text.length, size))
  return engine.test(text)
}

/** Every match, one after the other, none inside another, as JavaScript would find them; at most one empty match at a place. */
export function allMatches({ engine, size, isBounded }: Pattern, text: string): Slots[] {
  const all: Slots[] = []
  const matcher = engine.matcher(text)
  spend(stepsFor(text.length, size))
  for (let from = 0; from <= text.length && matcher.find(from); ) {
    all.push(slotsOf(matcher))
    const end = matcher.end()
    from = end > matcher.start() ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1)
    // what has no end may look through all that is left each time, to find nothing longer
    spend(stepsFor(isBounded ? size : text.length - from, size))
  }
  return all
}

function slotsOf(matcher: ReturnType<Pattern['engine']['matcher']>): Slots {
  const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, at) => at)
  return groups.flatMap(at => [matcher.start(at), matcher.end(at)]).map(place => (place < 0 ? undefined : place))
}

function stepsFor(length: number, size: number): number {
  return 1 + (length * size) / READ_A_STEP
}
