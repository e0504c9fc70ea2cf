import { westernDigits } from './amount.ts'
import type { AnswerFault } from './answer-fault.ts'
import { isSafeText, tidyLine } from './text.ts'

export const EMAIL = /^[^\s@"(),:;<>[\]\\]{1,64}@(?:[^\s@.,:;<>()[\]\\"/]+\.)+[^\s@.\d,:;<>()[\]\\"/]{2,63}$/u
export const TELEPHONE = /^\+?\d{6,15}$/
export const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/

/** An address whose domain is in small letters; what stands before the @ is its owner's own affair. */
export function tidyEmail(raw: string): string {
  const [, local, domain] = /^(.*)@([^@]*)$/s.exec(tidyLine(raw)) ?? []
  return domain === undefined ? tidyLine(raw) : `${local}@${domain.toLowerCase()}`
}

export function emailFault(value: unknown): AnswerFault | undefined {
  const fits = isSafeText(value) && value.length <= 254 && EMAIL.test(value) && !value.includes('..') && !/^\.|\.@/.test(value)
  return fits ? undefined : { code: 'not-email' }
}

/** Digits alone, with the + of a country's code in front when there is one. */
export function tidyTelephone(raw: string): string {
  return westernDigits(tidyLine(raw))
    .replaceAll(/[\s().\u2010-\u2015\u200e\u200f/-]/g, '')
    .replace(/^00/, '+')
}

export function telephoneFault(value: unknown): AnswerFault | undefined {
  return typeof value === 'string' && TELEPHONE.test(value) ? undefined : { code: 'not-telephone' }
}

export function tidyWebsite(raw: string): string {
  const typed = tidyLine(raw)
  return /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`
}

export function websiteFault(value: unknown): AnswerFault | undefined {
  const url = isSafeText(value) && value.length <= 2000 && !/\s/.test(value) ? URL.parse(value) : null
  const fits = url && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && url.username === '' && url.password === ''
  return fits ? undefined : { code: 'not-website' }
}

/** An IBAN without its spaces, in capitals. */
export function tidyBankAccount(raw: string): string {
  return westernDigits(tidyLine(raw))
    .replaceAll(/[\s\u200e\u200f-]/g, '')
    .toUpperCase()
}

/** @see ISO 13616: the first four signs go to the end, letters count from 10, and the whole leaves 1 when divided by 97 */
export function bankAccountFault(value: unknown): AnswerFault | undefined {
  if (typeof value !== 'string' || !IBAN.test(value)) return { code: 'not-bank-account' }
  const digits = `${value.slice(4)}${value.slice(0, 4)}`.replaceAll(/[A-Z]/g, letter => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n ? undefined : { code: 'not-bank-account' }
}
