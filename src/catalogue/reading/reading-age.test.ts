import assert from 'node:assert/strict'
import test from 'node:test'
import { fleschKincaid, hardestSentence, kandelMoles } from './reading-age.ts'
import { syllablesIn } from './syllables.ts'

test('syllables are counted about as they are spoken', () => {
  const english = {
    benefit: 3,
    child: 1,
    income: 2,
    apply: 2,
    made: 1,
    needed: 2,
    table: 2,
    municipality: 6,
    the: 1,
    places: 2,
    asked: 1,
  }
  for (const [word, count] of Object.entries(english)) assert.equal(syllablesIn(word, 'en'), count, word)
  const french = {
    enfant: 2,
    allocation: 4,
    demande: 2,
    école: 2,
    "l'enfant": 2,
    adresse: 2,
    année: 2,
    revenu: 3,
    le: 1,
    municipalité: 6,
  }
  for (const [word, count] of Object.entries(french)) assert.equal(syllablesIn(word, 'fr'), count, word)
})

test('the formulas are the published ones', () => {
  assert.equal(fleschKincaid(10, 1.5).toFixed(2), '6.01')
  assert.equal(kandelMoles(10, 1.5).toFixed(2), '86.45')
})

test('the hardest sentence of a text is named with the age at which most can read it', () => {
  const easy = 'You can tell us where you live and we will do the rest for you.'
  const hard = 'Notification of alterations regarding residential circumstances necessitates authorisation by the municipality.'
  const found = hardestSentence(`## Moving\n\n${easy} ${hard}`, 'en')
  assert.equal(found?.sentence, hard)
  assert.ok(found!.age > 20, String(found?.age))
  assert.ok(hardestSentence(easy, 'en')!.age <= 10)
})

test('French is judged by its own formula', () => {
  const easy = 'Dites-nous où vous vivez et nous faisons le reste pour vous.'
  const hard = 'La notification des modifications relatives à la situation résidentielle nécessite une autorisation préalable.'
  assert.ok(hardestSentence(easy, 'fr')!.age <= 12, String(hardestSentence(easy, 'fr')!.age))
  assert.ok(hardestSentence(hard, 'fr')!.age >= 18)
})

test('what is too short to judge is not judged', () => {
  assert.equal(hardestSentence('Municipality identification', 'en'), undefined)
})
