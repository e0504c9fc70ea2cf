import type { Socket } from 'node:net'
import { directionOf, languages } from '../i18n/language.ts'
import { words } from './words.ts'

const ANSWERS = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'request-broken-off'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'headers-too-large'],
} as const

/** Answers bytes that never became a request, when nobody's language is known yet: in all of them. */
export function answerBrokenOff(standing: Readonly<Record<string, string>>) {
  const headers = Object.entries(standing).map(([name, value]) => `${name}: ${value}\r\n`)
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return
    const [status, key] = ANSWERS[error.code as keyof typeof ANSWERS] ?? ['400 Bad Request', 'request-broken-off']
    const body = `<!DOCTYPE html><meta charset="utf-8"><title>${status}</title>${languages.map(sentence(key)).join('')}`
    const about = `Content-Type: text/html; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n`
    if (socket.writable) socket.write(`HTTP/1.1 ${status}\r\n${headers.join('')}${about}\r\n${body}`)
    socket.destroySoon()
  }
}

function sentence(key: 'request-broken-off' | 'headers-too-large') {
  return (language: (typeof languages)[number]) =>
    `<p lang="${language}" dir="${directionOf(language)}">${words(language)(key)}</p>`
}
