import { randomUUID } from 'node:crypto'
import { randomPart } from './random.ts'

/** A new id of 122 random bits: it cannot be guessed or counted up to. */
export function newId(): string {
  return randomUUID()
}

const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'
const LENGTH = 12

/** A new reference a person can read out: 12 letters and digits without look-alikes, in fours, 57 random bits. */
export function newReference(): string {
  const letters: string[] = []
  while (letters.length < LENGTH)
    for (const byte of randomPart(LENGTH)) if (byte < 252 && letters.length < LENGTH) letters.push(ALPHABET[byte % 28]!)
  return inFours(letters)
}

/** Writes bytes as that many letters that are not taken for one another, in fours. */
export function readable(bytes: Buffer, letters: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`)
  const written = Array.from({ length: letters }, () => {
    const letter = ALPHABET[Number(rest % 28n)]!
    rest /= 28n
    return letter
  })
  return inFours(written)
}

function inFours(letters: readonly string[]): string {
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text has the shape of an id; anything else is answered as "not there" before the database is asked. */
export function isId(text: string): boolean {
  return UUID.test(text)
}

/** A secret for a cookie or a link: 256 random bits in base64url. */
export function newSecret(): string {
  return randomPart(32).toString('base64url')
}

const SECRET = /^[A-Za-z0-9_-]{43}$/

/** Whether a text has the shape of a secret that we made. */
export function isSecret(text: string): boolean {
  return SECRET.test(text)
}
