const DEEPEST = 32
const OPENING = new Set([0x7b, 0x5b])
const CLOSING = new Set([0x7d, 0x5d])
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a

/** What `readJson` throws: the bytes are not JSON that we are willing to keep; says nothing of what they were. */
export class UnfitJson extends Error {}

/**
 * Reads JSON from a stranger: UTF-8, at most 32 levels deep (counted before parsing), no name twice in one object, and nothing the
 * database would refuse, that could reach an object's prototype, or that a number cannot hold exactly. Throws `UnfitJson`. The caller
 * bounds the number of bytes.
 */
export function readJson(bytes: Uint8Array): unknown {
  const { isShallow, members } = scan(bytes)
  if (!isShallow) throw new UnfitJson(`JSON deeper than ${DEEPEST} levels.`)
  const value = parse(bytes)
  if (!isKeepable(value)) throw new UnfitJson('JSON with text or numbers that cannot be kept.')
  // Of a name that is there twice the parser keeps the last, so that fewer members come out than went in.
  if (membersOf(value) !== members) throw new UnfitJson('JSON with a name twice in one object.')
  return value
}

const strict = new TextDecoder('utf-8', { fatal: true })

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strict.decode(bytes))
  } catch {
    throw new UnfitJson('Not JSON in UTF-8.')
  }
}

/** How deep it goes, and how many members its objects are written with. */
function scan(bytes: Uint8Array): { isShallow: boolean; members: number } {
  let depth = 0
  let members = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) inText = !inText
    else if (inText) at += byte === BACKSLASH ? 1 : 0
    else if (byte === COLON) members++
    else if (OPENING.has(byte) && ++depth > DEEPEST) return { isShallow: false, members }
    else if (CLOSING.has(byte)) depth--
  }
  return { isShallow: true, members }
}

function membersOf(value: unknown): number {
  if (value === null || typeof value !== 'object') return 0
  const inner = Object.values(value)
  return inner.reduce((sum: number, one) => sum + membersOf(one), Array.isArray(value) ? 0 : inner.length)
}

function isKeepable(value: unknown): boolean {
  if (typeof value === 'string') return isKeepableText(value)
  if (typeof value === 'number') return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)
  if (value === null || typeof value !== 'object') return true
  return Object.entries(value).every(([key, inner]) => key !== '__proto__' && isKeepableText(key) && isKeepable(inner))
}

// PostgreSQL's jsonb refuses U+0000 and halves of surrogate pairs.
function isKeepableText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
