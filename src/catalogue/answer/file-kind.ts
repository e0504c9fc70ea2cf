/** The kinds of file a person may hand in; `text` is plain text or CSV in UTF-8. */
export const FILE_KINDS = ['pdf', 'png', 'jpeg', 'text'] as const
export type FileKind = (typeof FILE_KINDS)[number]

const BEGINNINGS: readonly (readonly [FileKind, Buffer])[] = [
  ['pdf', Buffer.from('%PDF-')],
  ['png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
]
/** Controls other than tab, line and page breaks. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what text does not hold
const NOT_TEXT = /[\0-\x08\x0b\x0e-\x1f\x7f]/

/** What a file is by its content; undefined for what is none of them. Its name and what the sender calls it count for nothing. */
export function fileKindOf(bytes: Buffer): FileKind | undefined {
  const known = BEGINNINGS.find(([, beginning]) => bytes.subarray(0, beginning.length).equals(beginning))
  return known?.[0] ?? (isText(bytes) ? 'text' : undefined)
}

function isText(bytes: Buffer): boolean {
  try {
    return !NOT_TEXT.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}
