import { compilePattern, type Pattern, PatternFault } from '../pattern/compile-pattern.ts'
import { allMatches, isMatched, type Slots } from '../pattern/find-pattern.ts'
import { breadthOf, spend } from './meter.ts'

/** FEEL's `matches`: whether a pattern is found anywhere in a text; null for a pattern that is none. */
export function foundIn(input: unknown, pattern: unknown, flags?: unknown): boolean | null {
  const program = typeof input === 'string' ? programOf(pattern, flags) : null
  return program && isMatched(program, input as string)
}

/** FEEL's `replace`: every match replaced; `$1` stands for what the first group took, `$0` for all of it. */
export function replacedIn(input: unknown, pattern: unknown, replacement: unknown, flags?: unknown): string | null {
  const program = typeof input === 'string' && typeof replacement === 'string' ? programOf(pattern, flags) : null
  return program && replaceEach(program, input as string, replacement as string)
}

/** A text with every match replaced. */
export function replaceEach(program: Pattern, text: string, replacement: string): string {
  let [result, at] = ['', 0]
  for (const slots of allMatches(program, text)) {
    result += text.slice(at, slots[0]) + filled(replacement, slots, text)
    spend(breadthOf(result) / 8)
    at = slots[1]!
  }
  return result + text.slice(at)
}

/** FEEL's `split`: the text between the matches. */
export function splitAt(text: unknown, delimiter: unknown): string[] | null {
  const program = typeof text === 'string' ? programOf(delimiter) : null
  return program && splitEach(program, text as string)
}

/** What stands between the matches in a text. */
export function splitEach(program: Pattern, text: string): string[] {
  const parts: string[] = []
  let at = 0
  for (const [from, to] of allMatches(program, text)) {
    const isEmpty = from === to
    if (isEmpty && (from === at || from === text.length)) continue
    parts.push(text.slice(at, from))
    at = to!
  }
  return [...parts, text.slice(at)]
}

function programOf(pattern: unknown, flags?: unknown): Pattern | null {
  if (typeof pattern !== 'string' || /[^sim]/.test(String(flags ?? ''))) return null
  try {
    return compilePattern(pattern, `u${[...new Set(String(flags ?? ''))].join('')}`)
  } catch (fault) {
    if (fault instanceof PatternFault) return null
    throw fault
  }
}

function filled(replacement: string, slots: Slots, text: string): string {
  const filledIn = replacement.replaceAll(/\$(\d)/g, (_, digit: string) => {
    const [from, to] = [slots[Number(digit) * 2], slots[Number(digit) * 2 + 1]]
    return from === undefined || to === undefined ? '' : text.slice(from, to)
  })
  spend(breadthOf(filledIn))
  return filledIn
}
