const DEEPEST = 32
const OPENING = new Set([0x7b, 0x5b])
const CLOSING = new Set([0x7d, 0x5d])
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** What `readJson` throws: the bytes are not JSON that we are willing to keep; says nothing of what they were. */
export class UnfitJson extends Error {}

/**
 * Reads JSON from a stranger: UTF-8, at most 32 levels deep (counted before parsing), and nothing the database would refuse,
 * that could reach an object's prototype, or that a number cannot hold exactly. Throws `UnfitJson`. The caller bounds the number of bytes.
 */
export function readJson(bytes: Uint8Array): unknown {
  if (!isShallow(bytes)) throw new UnfitJson(`JSON deeper than ${DEEPEST} levels.`)
  const value = parse(bytes)
  if (!isKeepable(value)) throw new UnfitJson('JSON with text or numbers that cannot be kept.')
  return value
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new UnfitJson('Not JSON in UTF-8.')
  }
}

function isShallow(bytes: Uint8Array): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) inText = !inText
    else if (inText) at += byte === BACKSLASH ? 1 : 0
    else if (OPENING.has(byte) && ++depth > DEEPEST) return false
    else if (CLOSING.has(byte)) depth--
  }
  return true
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
