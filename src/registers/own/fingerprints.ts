import type { Answers } from '#catalogue'
import { steadyIndex, type World } from '#platform'
import { fieldsOf, keyIn, namedIn } from './entry-values.ts'
import type { OwnRegister } from './own-register.ts'

type Ring = Pick<World, 'keys'>
type Of = Pick<OwnRegister, 'id' | 'key' | 'findBy' | 'fields'>

/** By what an entry is found without being readable. */
export interface Fingerprints {
  readonly key: string
  readonly words: readonly string[]
  readonly named: readonly string[]
}

export function fingerprintsOf(ring: Ring, register: Of, values: Answers): Fingerprints {
  const found = fieldsOf({ fields: register.findBy }, values).flatMap(({ value }) => wordsIn(String(value ?? '')))
  return {
    key: keyIndex(ring, register, keyIn(register, values)),
    words: [...new Set(found)].map(word => wordIndex(ring, register, word)),
    named: namedIn(register, values).map(id => namedIndex(ring, register, id)),
  }
}

export function keyIndex(ring: Ring, { id }: Pick<OwnRegister, 'id'>, key: string): string {
  return steadyIndex(ring, `own-register ${id} key ${key.trim().toUpperCase()}`)
}

export function wordIndex(ring: Ring, { id }: Pick<OwnRegister, 'id'>, word: string): string {
  return steadyIndex(ring, `own-register ${id} word ${word}`)
}

export function namedIndex(ring: Ring, { id }: Pick<OwnRegister, 'id'>, nationalId: string): string {
  return steadyIndex(ring, `own-register ${id} named ${nationalId}`)
}

const WORDS_MOST = 12

/** The words of a name as they are looked for: without accents, in small letters. */
export function wordsIn(text: string): string[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, WORDS_MOST)
}
