import type { FileKind, HandedIn } from '#catalogue'
import type { Scan } from '../adapters/scanner.ts'

/** A file as it is kept, without its bytes. */
export interface KeptFile extends HandedIn {
  readonly scan: Extract<Scan, 'clean' | 'not-scanned'>
}

const LONGEST_NAME = 100
const ENDINGS: Readonly<Record<FileKind, RegExp>> = {
  pdf: /^pdf$/i,
  png: /^png$/i,
  jpeg: /^jpe?g$/i,
  text: /^(txt|csv)$/i,
}
const OWN_ENDING: Readonly<Record<FileKind, string>> = { pdf: 'pdf', png: 'png', jpeg: 'jpg', text: 'txt' }
/** What browsers put for characters that would end a header. */
const ESCAPED = /%(22|0d|0a)/gi
/** Controls, marks that turn the direction of what follows, and what looks like nothing. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no name holds
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/g

/**
 * A file's name as people may be shown it and may save it: no folder, no unseen character, not too long, and an ending that
 * says what the file is by its content, whatever it was called.
 */
export function plainName(given: string, type: FileKind): string {
  const name = given
    .toWellFormed()
    .replaceAll(ESCAPED, ' ')
    .split(/[/\\]/)
    .at(-1)!
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .replaceAll(/["<>:|?*\s]+/g, ' ')
  const ending = /\.([^.]*)$/.exec(name)?.[1] ?? ''
  const isHonest = ENDINGS[type].test(ending)
  const base = (isHonest ? name.slice(0, -ending.length - 1) : name).replace(/^[.\s]+|[.\s]+$/g, '')
  return `${[...base].slice(0, LONGEST_NAME).join('').trim() || 'file'}.${isHonest ? ending.toLowerCase() : OWN_ENDING[type]}`
}
