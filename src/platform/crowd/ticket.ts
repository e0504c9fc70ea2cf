import { createHmac, type KeyObject } from 'node:crypto'
import { type Keys, sameText } from '../keys.ts'

/**
 * A place in the queue, or leave to start: a number or an id, when it was given (seconds), and our signature. It names nobody,
 * and any machine with the same root secret can read it.
 */
export interface Ticket {
  readonly kind: 'place' | 'pass'
  /** Of a place: its number. Of a pass: the number it was given to, or an id where there was none. */
  readonly of: string
  readonly givenAt: number
}

const LASTS_SECONDS: Readonly<Record<Ticket['kind'], number>> = { place: 4 * 3600, pass: 2 * 3600 }

/** A ticket as a cookie holds it. */
export function writeTicket({ latest }: Pick<Keys, 'latest'>, { kind, of, givenAt }: Ticket): string {
  const text = `${kind}.${of}.${givenAt}`
  return `${text}.${signature(latest.form, text)}`
}

/** The ticket in a cookie; undefined when it is none of ours, was changed, or is too old. */
export function readTicket({ known }: Pick<Keys, 'known'>, cookie: string | undefined, now: Date): Ticket | undefined {
  const [, text, kind, of, givenAt, signed] =
    /^((place|pass)\.([0-9a-f-]{1,36})\.(\d{1,12}))\.([\w-]{43})$/.exec(cookie ?? '') ?? []
  if (text === undefined || ![...known.values()].some(({ form }) => sameText(signed!, signature(form, text)))) return undefined
  const ticket = { kind: kind as Ticket['kind'], of: of!, givenAt: Number(givenAt) }
  const age = now.getTime() / 1000 - ticket.givenAt
  return age <= LASTS_SECONDS[ticket.kind] ? ticket : undefined
}

// The form key signs form tokens too: what stands before the text keeps one from passing for the other.
function signature(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(`waiting room\0${text}`).digest('base64url')
}
