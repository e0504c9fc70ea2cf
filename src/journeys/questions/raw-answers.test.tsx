import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { type AnswerFault, type Fact, type RawAnswer, readAnswer } from '#catalogue'
import { type Fields, type Language, languages } from '#platform'
import { readFields } from '../../platform/http/fields.ts'
import { everyFact, factOf, OPTIONS } from '../testing/facts.ts'
import { faultTarget } from './asked.tsx'
import { Question } from './question.tsx'
import { rawFrom } from './raw-answers.ts'
import { rawOfStored } from './typed-again.ts'

const on = '2026-11-21'
const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter(text => isLine(text))
const day = fc
  .date({ min: new Date('1850-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map(at => at.toISOString().slice(0, 10))

function isLine(text: string): boolean {
  const read = readAnswer(factOf('text'), text, { language: 'en', on })
  return read.ok && read.value !== null
}

/** What may be stored for each fact: whatever its type lets through. */
function storable(fact: Fact): fc.Arbitrary<unknown> {
  switch (fact.type) {
    case 'date':
      return day
    case 'partial-date':
      return day.map(each => each.slice(0, 7))
    case 'number':
      return fc.integer({ min: 0, max: 1_000_000_000 }).map(thousandths => thousandths / 1000)
    case 'money':
      return fc.integer({ min: 0, max: 999_999_999_999_999 })
    case 'yes-no':
      return fc.boolean()
    case 'one-of':
      return fc.constantFrom(...fact.options!.map(option => option.value))
    case 'many-of':
      return fc.subarray(
        OPTIONS.map(option => option.value),
        { minLength: 1 },
      )
    case 'address':
      return fc
        .record(
          { line1: line, line2: line, town: line, postcode: fc.constant('FH1 2AB') },
          { requiredKeys: ['line1', 'town', 'postcode'] },
        )
        .map(tidied)
    case 'email':
      return fc.constantFrom('bo@example.org', 'ama.mensah+x@post.example.fr')
    case 'telephone':
      return fc.constantFrom('+33123456789', '0123456789')
    case 'website':
      return fc.constantFrom('https://example.org', 'http://example.org/a?b=c')
    case 'national-id':
      return fc.constantFrom('FH-840312-1047', 'AB12')
    case 'bank-account':
      return fc.constantFrom('DE89370400440532013000', 'GB82WEST12345698765432')
    case 'list':
      return fc.array(
        fc.record(Object.fromEntries(fact.item!.map(item => [item.field, storable(item)])), { noNullPrototype: true }),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
    default:
      return line.map(text => (readAnswer(factOf('text'), text, { language: 'en', on }) as { value: string }).value)
  }
}

function tidied(address: object): object {
  return (readAnswer(factOf('address'), address as RawAnswer, { language: 'en', on }) as { value: object }).value
}

/** What a browser would send for a page that shows these answers. */
function sentBack(html: string): Fields {
  const pairs: [string, string][] = []
  for (const [input] of html.matchAll(/<input(?:[^>"]|"[^"]*")*>/g)) {
    const type = attribute(input, 'type')
    if ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(input)) continue
    pairs.push([attribute(input, 'name'), attribute(input, 'value')])
  }
  for (const [, tag, text] of html.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g))
    pairs.push([attribute(tag!, 'name'), plain(text!)])
  for (const [, tag, options] of html.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(options!)?.[0] ?? ''
    pairs.push([attribute(tag!, 'name'), attribute(chosen, 'value')])
  }
  return readFields(Buffer.from(new URLSearchParams(pairs).toString()))
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
}

function plain(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

function drawn(fact: Fact, raw: RawAnswer, language: Language, fault?: AnswerFault): string {
  return renderToString(<Question fact={fact} raw={raw} language={language} fault={fault} />)
}

for (const fact of everyFact)
  test(`an answer of type ${fact.type} (${fact.field}) is shown again as it can be typed, and sent back comes to the same`, () => {
    fc.assert(
      fc.property(storable(fact), fc.constantFrom(...languages), (stored, language) => {
        const html = drawn(fact, rawOfStored(fact, stored, language), language)
        const read = readAnswer(fact, rawFrom(sentBack(html), [fact])[fact.name]!, { language, on })
        assert.deepEqual(read, { ok: true, value: stored })
      }),
      { numRuns: 60 },
    )
  })

const everyFault: Partial<Record<Fact['type'], RawAnswer[]>> = {
  date: [
    '',
    { day: '31', month: '2', year: '2026' },
    { day: 'x', month: '1', year: '2026' },
    { day: '1', month: '', year: '2026' },
    { day: '1', month: '1', year: '1' },
  ],
  'partial-date': ['', { month: '13', year: '2026' }, { month: '1', year: '' }],
  address: [
    '',
    { line1: '', town: 'x', postcode: 'y' },
    { line1: 'a', town: '', postcode: 'y' },
    { line1: 'a', town: 'b', postcode: 'far too long a postcode' },
  ],
  list: [
    [],
    [{ who: '', 'born-day': '1', 'born-month': '1', 'born-year': '2020' }],
    [{ who: 'Ama', 'born-day': '41', 'born-month': '1', 'born-year': '2020' }],
    [
      { who: 'Ama', 'born-day': '1', 'born-month': '1', 'born-year': '2020' },
      { who: 'Kojo', 'born-day': '1', 'born-month': '15', 'born-year': '2020' },
    ],
    [{ who: 'Ama', 'born-day': '1', 'born-month': '1', 'born-year': '2020', pays: 'much' }],
    [{ who: 'Ama', 'born-day': '1', 'born-month': '1', 'born-year': '2020', likes: ['grey'] }],
    [{ who: 'Ama', 'born-day': '1', 'born-month': '1', 'born-year': '2020', 'home-line1': 'x', 'home-town': '' }],
    [{ who: 'Ama', 'born-day': '1', 'born-month': '1', 'born-year': '2020', lives: 'perhaps' }],
  ],
  'many-of': [[], ['grey']],
  'yes-no': ['', 'perhaps'],
  'one-of': ['', 'grey'],
}

for (const fact of everyFact)
  test(`every fault of type ${fact.type} (${fact.field}) leads to an input that is on the page`, () => {
    for (const raw of everyFault[fact.type] ?? ['', 'x'.repeat(20_000)]) {
      const read = readAnswer(fact, raw, { language: 'en', on })
      assert.ok(!read.ok, JSON.stringify(raw).slice(0, 80))
      const html = drawn(fact, raw, 'en', read.fault)
      const id = faultTarget(fact, read.fault).slice(1)
      assert.match(
        html,
        new RegExp(`<(input|select|textarea)[^>]*\\sid="${id}"`),
        `${JSON.stringify(read.fault)} leads to #${id}`,
      )
      assert.ok(html.includes('govuk-error-message'), JSON.stringify(read.fault))
    }
  })

test('a fault about a part that no page asks leads to the first input there is', () => {
  assert.equal(faultTarget(factOf('address'), { code: 'too-long', max: 2, part: 'country' }), '#test-thing-line1')
})

test('rows sent with gaps between them are read in the order they stood', () => {
  const list = everyFact.at(-1)!
  const form = readFields(
    Buffer.from('test.rows-7-who=Kojo&test.rows-2-who=Ama&test.rows-3-who=&test.rows-x-who=no&other.rows-1-who=no'),
  )
  assert.deepEqual(
    (rawFrom(form, [list])['test.rows'] as { who: string }[]).map(row => row.who),
    ['Ama', 'Kojo'],
  )
})

test('a question that may be left blank says so, in every language', () => {
  const html = languages.map(language => drawn(factOf('text', { optional: true }), '', language))
  assert.match(html[0]!, /\(optional\)/)
  assert.match(html[1]!, /\(facultatif\)/)
  assert.match(html[2]!, /اختياري/)
})

test('words in a language that is not the page’s are marked as such', () => {
  assert.match(drawn(factOf('text', { label: { cy: 'Enw' } }), '', 'ar'), /<label[^>]*lang="cy" dir="ltr"/)
})

test('the counter speaks the page’s language', () => {
  const html = drawn(factOf('long-text', { rules: { maxWords: 20 } }), '', 'fr')
  assert.match(html, /Vous pouvez saisir jusqu’à 20 mots/)
  assert.match(html, /Mots restants : %\{count\}/)
})
