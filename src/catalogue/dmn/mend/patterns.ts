import { compilePattern, type Pattern, PatternFault } from '../../pattern/compile-pattern.ts'

/** What XPath's patterns say otherwise than JavaScript's: blocks by name, classes with a part taken away, white space for show. */
export function patternOf(pattern: string, flags: string): { pattern: string; flags: string } | null {
  const isSpaced = flags.includes('x')
  const plain = isSpaced ? withoutSpace(pattern) : pattern
  if (/\[[^\]]*\\\d/.test(plain)) return null
  const named = plain.replaceAll(/\\p\{Is([A-Za-z0-9-]+)\}/g, (whole, block: string) => BLOCKS[block] ?? whole)
  const taken = named.replaceAll(/\[([^[\]]*)-\[([^\]]*)\]\]/g, '[[$1]--[$2]]')
  return { pattern: taken, flags: flags.replaceAll(/[xu]/g, '') + (taken === named ? 'u' : 'v') }
}

const BLOCKS: Readonly<Record<string, string>> = {
  BasicLatin: '[\\u0000-\\u007F]',
  'Latin-1Supplement': '[\\u0080-\\u00FF]',
  Greek: '[\\u0370-\\u03FF]',
  Cyrillic: '[\\u0400-\\u04FF]',
  Hebrew: '[\\u0590-\\u05FF]',
  Arabic: '[\\u0600-\\u06FF]',
}

/** Outside of classes white space is only for show; inside `\p{ }` too. */
function withoutSpace(pattern: string): string {
  const tidy = pattern.replaceAll(/\\p\{[^}]*\}/g, name => name.replaceAll(/\s/g, ''))
  return tidy.replaceAll(/(\[(?:\\.|[^\]])*\])|\s+/g, (_, held?: string) => held ?? '')
}

/** Compiles a pattern, or null when it is none. Flags beyond `s`, `m`, `i` and `x` are errors. */
export function compiled(pattern: string, flags: string): Pattern | null {
  if (/[^smix]/.test(flags)) return null
  const translated = patternOf(pattern, [...new Set(flags)].join(''))
  try {
    return translated && compilePattern(translated.pattern, translated.flags)
  } catch (fault) {
    if (fault instanceof PatternFault) return null
    throw fault
  }
}

/** A pattern that looks back at a group, where nothing in it is repeated or left open: then there are few ways to go. */
export function lookingBack(pattern: string, flags: string): RegExp | null {
  const translated = /[*+?{|]/.test(pattern) || /[^smix]/.test(flags) ? null : patternOf(pattern, [...new Set(flags)].join(''))
  try {
    return translated && new RegExp(translated.pattern, translated.flags)
  } catch {
    return null
  }
}
