import type { Mail } from './mailer.ts'

const HEADER_WORD_BYTES = 39

/** A mail in the Internet Message Format (RFC 5322), its words in UTF-8 under base64. @param from address of the sender */
export function writeMail({ id, to, subject, text, language, at }: Mail, from: string): string {
  const headers = [
    ['From', address(from)],
    ['To', address(to)],
    ['Subject', headerWords(subject)],
    ['Date', at.toUTCString().replace('GMT', '+0000')],
    ['Message-ID', `<${id}@${from.split('@')[1]}>`],
    ['Auto-Submitted', 'auto-generated'],
    ['Content-Language', language],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Transfer-Encoding', 'base64'],
  ]
  const body = Buffer.from(text, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n')
  return `${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}\r\n`
}

/** An address must not bring headers of its own. */
function address(text: string): string {
  if (!/^[^\s<>,;:"()[\]\\]+@[^\s<>,;:"()[\]\\@]+$/.test(text)) throw new Error('not one plain e-mail address')
  return `<${text}>`
}

/** Words of a header as RFC 2047 encoded-words, each short enough for a line and never splitting a letter. */
function headerWords(text: string): string {
  const words: string[] = []
  let word = ''
  for (const letter of text) {
    if (Buffer.byteLength(word + letter) > HEADER_WORD_BYTES) {
      words.push(word)
      word = ''
    }
    word += letter
  }
  return [...words, word].map(part => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ')
}
