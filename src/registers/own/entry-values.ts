import { type Answers, answerTo, entriesOf, type Fact, withAnswer } from '#catalogue'
import type { OwnRegister } from './own-register.ts'

type Field = { readonly fact: Fact; readonly index: number; readonly value: unknown }

/** Every value of an entry with the field it is of. */
export function fieldsOf({ fields }: Pick<OwnRegister, 'fields'>, values: Answers): Field[] {
  return fields.flatMap(fact => {
    const indexes = fact.of ? entriesOf(fact.of, values).map((_, index) => index) : [0]
    return indexes.map(index => ({ fact, index, value: answerTo(fact, values, index) ?? null }))
  })
}

/** Values parted by how closely they are guarded: what everybody may know, and what is kept sealed. */
export function parted(register: Pick<OwnRegister, 'fields'>, values: Answers): { open: Answers; guarded: Answers } {
  const put = (so: Answers, { fact, ...at }: Field) => withAnswer(fact, so, at)
  const all = fieldsOf(register, values).filter(({ value }) => value !== null)
  return {
    open: all.filter(({ fact }) => fact.sensitivity === 'public').reduce(put, {}),
    guarded: all.filter(({ fact }) => fact.sensitivity !== 'public').reduce(put, {}),
  }
}

/** The two parts put together again. */
export function joined(register: Pick<OwnRegister, 'fields'>, open: Answers, guarded: Answers): Answers {
  const all = [...fieldsOf(register, open), ...fieldsOf(register, guarded)].filter(({ value }) => value !== null)
  return all.reduce<Answers>((so, { fact, ...at }) => withAnswer(fact, so, at), {})
}

/** The key of an entry, as it is written. */
export function keyIn({ key }: Pick<OwnRegister, 'key'>, values: Answers): string {
  return String(answerTo(key, values) ?? '')
}

/** Whether two entries say the same, whatever the order in which it was written down. */
export function isSame(register: Pick<OwnRegister, 'fields'>, one: Answers, other: Answers): boolean {
  const said = (values: Answers) => JSON.stringify(fieldsOf(register, values).map(({ value }) => inOrder(value)))
  return said(one) === said(other)
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The national identifiers that an entry holds. */
export function namedIn(register: Pick<OwnRegister, 'fields'>, values: Answers): string[] {
  const named = fieldsOf(register, values).filter(({ fact, value }) => fact.type === 'national-id' && value !== null)
  return [...new Set(named.map(({ value }) => String(value)))]
}

/** Those who may act for the organisation alone, by national identifier. */
export function actingFor({ actsFor }: Pick<OwnRegister, 'actsFor'>, values: Answers): string[] {
  if (!actsFor) return []
  const { person, when } = actsFor
  return entriesOf(person.of!, values).flatMap((_, index) => {
    const mayAct = !when || when.is.includes(String(answerTo(when.fact, values, index)))
    const id = answerTo(person, values, index)
    return mayAct && typeof id === 'string' ? [id] : []
  })
}
