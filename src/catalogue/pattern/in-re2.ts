import { RE2JS } from 're2js'

const CLASS = /\[(?:\\.|[^\]\\])*\]/
const CLASS_IN_CLASS = /\[(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\]\\])*\]/
const SPACE = '\\t-\\r \\xA0\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}'
const LINE_BREAKS = '\\n\\r\\x{2028}\\x{2029}'

/** A regular expression as RE2 writes it, where its signs mean otherwise than JavaScript's or are unknown to it. */
export function inRe2(source: string, flags: string): string {
  const set = flags.includes('v') ? CLASS_IN_CLASS : CLASS
  const token = new RegExp(`${set.source}|\\\\(?:[pP]\\{[^}]*\\}|.)|\\.`, 'gsu')
  return RE2JS.translateRegExp(source.replace(token, sign => signOf(sign, flags)))
}

function signOf(sign: string, flags: string): string {
  if (sign === '.') return flags.includes('s') ? sign : `[^${LINE_BREAKS}]`
  if (sign === '\\s') return `[${SPACE}]`
  if (sign === '\\S') return `[^${SPACE}]`
  // a look back by its name is one by a number, and refused as such
  if (sign === '\\k') return '\\1'
  if (sign.startsWith('\\')) return /^\\[pP]\{/.test(sign) && !isKnown(sign) ? rangesOf(sign, flags) : sign
  const spelled = sign.replace(/\\[^s]|\\s/gs, each => (each === '\\s' ? SPACE : each === '\\b' ? '\\x08' : each))
  return flags.includes('v') || sign.includes('\\S') || !isKnown(spelled) ? rangesOf(sign, flags) : spelled
}

function isKnown(sign: string): boolean {
  try {
    RE2JS.compile(RE2JS.translateRegExp(sign))
    return true
  } catch {
    return false
  }
}

const spelledOut = new Map<string, string>()

/** The characters of a class, range by range, as JavaScript itself tells them: 30 ms, so kept. */
function rangesOf(sign: string, flags: string): string {
  const key = `${flags} ${sign}`
  const ranges = spelledOut.get(key) ?? spellOut(sign, flags)
  if (spelledOut.size >= 100) spelledOut.clear()
  spelledOut.set(key, ranges)
  return ranges
}

function spellOut(sign: string, flags: string): string {
  const runs = everyCharacter().matchAll(new RegExp(`${sign}+`, `g${flags.replaceAll(/[gm]/g, '')}`))
  const ranges = [...runs].map(([run]) => {
    const [first, last] = [run.codePointAt(0)!, [...run.slice(-2)].at(-1)!.codePointAt(0)!]
    return `\\x{${first.toString(16)}}-\\x{${last.toString(16)}}`
  })
  return ranges.length > 0 ? `[${ranges.join('')}]` : '[^\\x00-\\x{10FFFF}]'
}

/** All there are but the halves of pairs, which no text here may hold alone. */
function everyCharacter(): string {
  let all = ''
  for (let point = 0; point <= 0x10ffff; point++) if (point < 0xd800 || point > 0xdfff) all += String.fromCodePoint(point)
  return all
}
