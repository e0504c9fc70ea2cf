import { spend } from '../feel/meter.ts'
import type { Program } from './compile-pattern.ts'

/** Where each group of a match begins and ends, in UTF-16 units: `[0, 3, 1, 2]`; undefined for a group that took no part. */
export type Slots = readonly (number | undefined)[]

interface Thread {
  readonly at: number
  readonly slots: Slots
}

interface Walk {
  readonly program: Program
  readonly text: string
  /** The step each instruction was last reached in: a state is walked once a character, however many ways lead to it. */
  readonly reached: number[]
}

/**
 * The first match at or after a place, as JavaScript would find it; undefined when there is none.
 * Every state is looked at once for each character, and counts as a step of the evaluation under way.
 */
export function findPattern(program: Program, text: string, from = 0): Slots | undefined {
  const walk: Walk = { program, text, reached: [] }
  let threads: Thread[] = []
  let found: Slots | undefined
  for (let place = from; ; ) {
    if (!found) follow({ at: 0, slots: [] }, threads, { ...walk, place })
    if (found && threads.length === 0) return found
    spend(1 + threads.length)
    const character = place < text.length ? String.fromCodePoint(text.codePointAt(place)!) : ''
    const next: Thread[] = []
    for (const thread of threads) {
      const instruction = program.instructions[thread.at]!
      if (instruction.do === 'match') {
        found = thread.slots
        // what comes after it is less wanted
        break
      }
      if (instruction.do === 'one' && character !== '' && instruction.takes(character))
        follow({ at: thread.at + 1, slots: thread.slots }, next, { ...walk, place: place + character.length })
    }
    if (character === '') return found
    threads = next
    place += character.length
  }
}

/** Goes on without taking a character, to every state that can be reached so, the most wanted first. */
function follow(start: Thread, threads: Thread[], { program, text, reached, place }: Walk & { place: number }): void {
  const open = [start]
  for (let thread = open.pop(); thread; thread = open.pop()) {
    const { at, slots } = thread
    if (reached[at] === place + 1) continue
    reached[at] = place + 1
    spend(1)
    const instruction = program.instructions[at]!
    if (instruction.do === 'jump') open.push({ at: instruction.to, slots })
    else if (instruction.do === 'split') open.push({ at: instruction.second, slots }, { at: instruction.first, slots })
    else if (instruction.do === 'save') open.push({ at: at + 1, slots: saved(slots, instruction.slot, place) })
    else if (instruction.do === 'at') {
      if (stands(instruction.place, { text, place, multiline: program.multiline })) open.push({ at: at + 1, slots })
    } else threads.push(thread)
  }
}

function saved(slots: Slots, slot: number, place: number): Slots {
  const copy = [...slots]
  copy[slot] = place
  return copy
}

function stands(
  at: '^' | '$' | '\\b' | '\\B',
  { text, place, multiline }: { text: string; place: number; multiline: boolean },
): boolean {
  if (at === '^') return place === 0 || (multiline && isBreak(text[place - 1]!))
  if (at === '$') return place === text.length || (multiline && isBreak(text[place]!))
  const isEdge = isWord(text[place - 1]) !== isWord(text[place])
  return isEdge === (at === '\\b')
}

function isBreak(unit: string): boolean {
  return /[\n\r\u2028\u2029]/.test(unit)
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && /\w/.test(unit)
}

/** Whether a text has a match anywhere. */
export function isMatched(program: Program, text: string): boolean {
  return findPattern(program, text) !== undefined
}

/** Every match, one after the other, none inside another; at most one empty match at a place. */
export function allMatches(program: Program, text: string): Slots[] {
  const all: Slots[] = []
  for (let from = 0; from <= text.length; ) {
    const found = findPattern(program, text, from)
    if (!found) break
    all.push(found)
    const [start, end] = [found[0]!, found[1]!]
    from = end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1)
  }
  return all
}
