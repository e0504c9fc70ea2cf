import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 26

/** A new code: 128 random bits in 26 letters and digits of Crockford's base 32, which has no I, L, O or U. */
export function newCode(): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`)
  let code = ''
  for (let place = 0; place < LENGTH; place++) {
    code = ALPHABET[Number(bits & 31n)] + code
    bits >>= 5n
  }
  return code
}

/** Reads a code as people type it: any case, with spaces or hyphens, O for 0, I or L for 1. @returns undefined when it cannot be one */
export function readCode(typed: string): string | undefined {
  const code = typed.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === LENGTH && [...code].every(letter => ALPHABET.includes(letter)) ? code : undefined
}

/** A code in fours, as it is printed. */
export function printedCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}
