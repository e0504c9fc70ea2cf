import assert from 'node:assert/strict'
import test from 'node:test'
import { loadCatalogue } from './load-catalogue.ts'
import { relevantAnswers, walkPages } from './walk-pages.ts'

const fairhaven = await loadCatalogue(new URL('../../', import.meta.url).pathname)
const on = '2026-11-21'
const benefit = fairhaven.services.get('child-benefit')!
const party = fairhaven.services.get('street-party-permit')!

test('an answer on a page that no longer applies does not count any more', () => {
  const answers = { household: { livesWithPartner: false, partnerGivenNames: 'Sam', incomeLastYear: 5 } }
  assert.deepEqual(relevantAnswers(benefit.pages, answers, { on }), { household: { livesWithPartner: false, incomeLastYear: 5 } })
  const again = { household: { ...answers.household, livesWithPartner: true } }
  assert.deepEqual(relevantAnswers(benefit.pages, again, { on }), again)
})

test('what a register told counts whether or not its page applies', () => {
  const answers = { household: { livesWithPartner: false, partnerGivenNames: 'Sam' } }
  const known = new Set(['household.partnerGivenNames'])
  assert.deepEqual(relevantAnswers(benefit.pages, answers, { on, known }), answers)
})

test('an answer that is nobody’s question is left alone', () => {
  const answers = { children: [{ noticeId: 'BN-1', bornOn: '2026-11-14' }] }
  assert.deepEqual(relevantAnswers(benefit.pages, answers, { on }), answers)
})

test('a page that one reason out of two asks for appears as soon as one holds', () => {
  const met = (answers: object) => walkPages(party.pages, { party: answers }, on).map(({ page }) => page.id)
  assert.deepEqual(met({ closesRoad: true }), ['party', 'road', 'neighbours', 'contact'])
  assert.deepEqual(met({ guests: 51 }), ['party', 'road', 'neighbours', 'contact'])
  assert.deepEqual(met({ guests: 50 }), ['party', 'road', 'contact'])
})

test('a question two pages ask is asked on the first that applies', () => {
  const [, road, neighbours, contact] = party.pages
  const twice = [road!, { ...neighbours!, facts: contact!.facts }, contact!]
  const asked = (closesRoad: boolean) =>
    walkPages(twice, { party: { closesRoad, guests: 1 } }, on).map(({ page }) => [page.id, page.facts.length])
  assert.deepEqual(asked(true), [
    ['road', 1],
    ['neighbours', 2],
  ])
  assert.deepEqual(asked(false), [
    ['road', 1],
    ['contact', 2],
  ])
})

test('walking never changes the answers', () => {
  const answers = Object.freeze({ household: Object.freeze({ livesWithPartner: false, partnerGivenNames: 'Sam' }) })
  walkPages(benefit.pages, answers, on)
  relevantAnswers(benefit.pages, answers, { on })
})
