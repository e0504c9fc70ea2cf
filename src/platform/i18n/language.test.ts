import assert from 'node:assert/strict'
import { test } from 'node:test'
import { directionOf, isLanguage, preferredLanguage, say, spokenIn } from './language.ts'

test('the language wanted most is spoken, whatever its place', () => {
  const wishes = {
    fr: ['fr', 'FR-ca', 'de, fr', 'en;q=0.2, fr;q=0.8', 'fr;q=1.0, en', 'en;q=0, fr;q=0.001', 'fr, ar;q=0.9', ' fr ; q=0.5 '],
    ar: ['ar-EG', 'ar-EG;q=0.8,en;q=0.7', 'xx,yy,ar'],
    en: [undefined, '', '*', 'de', 'arn', 'fra', 'fr;q=0', 'en, fr', ';;;,,,', 'fr;q=0;x=1', `${'de,'.repeat(40)}fr`],
  }
  for (const [language, headers] of Object.entries(wishes))
    for (const header of headers) assert.equal(preferredLanguage(header), language, String(header))
})

test('words are said in the language asked for, else in English, else in the first there is', () => {
  assert.equal(say({ en: 'Yes', cy: 'Ie' }, 'cy'), 'Ie')
  assert.equal(say({ cy: 'Ie', en: 'Yes' }, 'fr'), 'Yes')
  assert.equal(say({ cy: 'Ie' }, 'fr'), 'Ie')
  assert.equal(say({}, 'fr'), '')
  assert.deepEqual(
    [spokenIn({ cy: 'Ie' }, 'fr'), spokenIn({ cy: 'Ie', en: 'Yes' }, 'fr'), spokenIn({}, 'fr')],
    ['cy', 'en', 'fr'],
  )
})

test('Arabic and its kin run from right to left', () => {
  const rightToLeft = ['ar', 'ar-EG', 'fa', 'he', 'ur-PK']
  for (const tag of rightToLeft) assert.equal(directionOf(tag), 'rtl', tag)
  for (const tag of ['en', 'fr', 'arn', 'cy']) assert.equal(directionOf(tag), 'ltr', tag)
})

test('only our own languages are languages of ours', () => {
  for (const tag of ['__proto__', 'EN', 'en-GB', '', undefined, 3]) assert.equal(isLanguage(tag), false)
})
