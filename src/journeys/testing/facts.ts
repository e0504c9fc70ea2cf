import type { Fact, FactType } from '#catalogue'

/** A fact of any type, as a service file could declare it. */
export function factOf(type: FactType, more: Partial<Fact> = {}): Fact {
  const field = more.field ?? 'thing'
  return {
    ...{ name: `test.${field}`, entity: 'test', field, type, label: { en: `The ${field}` }, optional: false, rules: {} },
    ...{ sensitivity: 'personal', retain: 'P2Y' },
    ...more,
  }
}

export const OPTIONS = [
  { value: 'red', label: { en: 'Red', fr: 'Rouge', ar: 'أحمر' } },
  { value: 'green', label: { en: 'Green', fr: 'Vert', ar: 'أخضر' } },
  { value: 'blue', label: { en: 'Blue', fr: 'Bleu', ar: 'أزرق' } },
]

export const MANY_OPTIONS = Array.from({ length: 60 }, (_, at) => ({ value: `o${at}`, label: { en: `Option ${at}` } }))

const item = (type: FactType, field: string, more: Partial<Fact> = {}) =>
  factOf(type, { field, name: `test.rows.${field}`, ...more })

/** One fact of every type there is, and both shapes of a choice. */
export const everyFact: readonly Fact[] = [
  factOf('text', { field: 'text' }),
  factOf('long-text', { field: 'longText', rules: { maxLength: 3000 } }),
  factOf('name', { field: 'name' }),
  factOf('date', { field: 'date' }),
  factOf('partial-date', { field: 'month' }),
  factOf('number', { field: 'number', rules: { min: 0, max: 1_000_000, decimals: 3 } }),
  factOf('money', { field: 'money' }),
  factOf('money', { field: 'yen', rules: { currency: 'JPY' } }),
  factOf('money', { field: 'dinar', rules: { currency: 'KWD' } }),
  factOf('yes-no', { field: 'yesNo' }),
  factOf('one-of', { field: 'oneOf', options: OPTIONS }),
  factOf('one-of', { field: 'oneOfMany', options: MANY_OPTIONS }),
  factOf('many-of', { field: 'manyOf', options: OPTIONS }),
  factOf('address', { field: 'address' }),
  factOf('email', { field: 'email' }),
  factOf('telephone', { field: 'telephone' }),
  factOf('website', { field: 'website' }),
  factOf('national-id', { field: 'nationalId' }),
  factOf('bank-account', { field: 'bankAccount' }),
  factOf('list', {
    field: 'rows',
    item: [
      item('name', 'who'),
      item('date', 'born'),
      item('money', 'pays', { optional: true }),
      item('many-of', 'likes', { options: OPTIONS, optional: true }),
      item('address', 'home', { optional: true }),
      item('yes-no', 'lives', { optional: true }),
    ],
  }),
]
