import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dictionary } from './dictionary.ts'

const words = dictionary({
  en: {
    plain: 'Hello',
    greeting: 'Hello {$name}',
    children: '.input {$count :number} .match $count one {{{$count} child}} * {{{$count} children}}',
  },
  fr: {
    plain: 'Bonjour',
    greeting: 'Bonjour {$name}',
    children: '.input {$count :number} .match $count one {{{$count} enfant}} * {{{$count} enfants}}',
  },
  ar: {
    plain: 'مرحبًا',
    greeting: 'مرحبًا {$name}',
    children:
      '.input {$count :number} .match $count zero {{لا أطفال}} one {{طفل واحد}} two {{طفلان}} few {{{$count} أطفال}} many {{{$count} طفلًا}} * {{{$count} طفل}}',
  },
})
const bare = (text: string) => text.replace(/[\u2066-\u2069]/g, '')

test('each language says its own sentence', () => {
  assert.deepEqual([words('en')('plain'), words('fr')('plain'), words('ar')('plain')], ['Hello', 'Bonjour', 'مرحبًا'])
  assert.equal(words('fr')('greeting', { name: 'Zoë <b>' }), 'Bonjour Zoë <b>')
})

test('Arabic counts in six ways', () => {
  const t = words('ar')
  const said = [0, 1, 2, 3, 11, 100].map(count => bare(t('children', { count })))
  assert.deepEqual(said, ['لا أطفال', 'طفل واحد', 'طفلان', '٣ أطفال', '١١ طفلًا', '١٠٠ طفل'])
})

test('one and many are told apart in English and French, nought as each has it', () => {
  const count = (language: 'en' | 'fr', n: number) => words(language)('children', { count: n })
  assert.deepEqual(
    [0, 1, 2].map(n => count('en', n)),
    ['0 children', '1 child', '2 children'],
  )
  assert.deepEqual(
    [0, 1, 2].map(n => count('fr', n)),
    ['0 enfant', '1 enfant', '2 enfants'],
  )
})

test('a Latin name inside an Arabic sentence keeps its own direction', () => {
  assert.equal(words('ar')('greeting', { name: 'Bo' }), 'مرحبًا \u2068Bo\u2069')
  assert.equal(words('en')('greeting', { name: 'أمل' }), 'Hello أمل')
})

test('a sentence without what it speaks of is an error that names the sentence', () => {
  assert.throws(() => words('en')('greeting'), /the sentence "greeting" does not fit its arguments/)
  assert.throws(() => words('ar')('children', { count: 'three' }), /the sentence "children" does not fit/)
})

test('a sentence that is not there is an error, an object’s own machinery no sentence', () => {
  for (const key of ['nothing', 'constructor', '__proto__'])
    assert.throws(() => words('en')(key as 'plain'), new RegExp(`no sentence "${key}" in en`))
})

test('a sentence that cannot be read stops the program at its start', () => {
  const broken = { plain: 'Hello {$name' }
  assert.throws(() => dictionary({ en: broken, fr: broken, ar: broken }))
})
