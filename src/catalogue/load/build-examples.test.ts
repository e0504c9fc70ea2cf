import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { checkServiceText, loadCatalogue } from '../load-catalogue.ts'

const root = new URL('../../../', import.meta.url)
const fairhaven = await loadCatalogue(root.pathname)
const benefit = await readFile(new URL('services/child-benefit.yaml', root), 'utf8')
const frame = `service: shelter
version: 1
languages: [en]
name: { en: Shelter }
summary: { en: A place for a bicycle }
facts:
  home.kind: { type: one-of, label: { en: Kind? }, options: [{ value: house, label: { en: House } }, { value: flat, label: { en: Flat } }] }
  home.builtYear: { type: number, min: 1500, max: 2026, label: { en: Built in? } }
  home.soldOn: { type: date, label: { en: Sold on? } }
  home.isOwner: { type: yes-no, label: { en: Owner? } }
  home.costs: { type: list, label: { en: Costs }, item: { paid: { type: money, label: { en: Paid } } } }
direction: { owner: municipality, for: person }
design: { pages: [{ page: home, title: { en: Home }, facts: [home.kind, home.builtYear, home.soldOn, home.isOwner, home.costs] }] }
development:
  decide: { hit: first, rules: [{ then: officer }] }
  examples: [{ on: 2026-01-01, given: GIVEN, ends: officer }]
delivery: { channels: [web], identity: low, decide-within: 5 working days, clock: { pauses-while: [] } }
`

function said(given: string): string[] {
  const { faults, warnings } = checkServiceText(fairhaven, {
    file: 'services/shelter.yaml',
    text: frame.replace('GIVEN', () => given),
  })
  return [...faults, ...warnings].map(({ line, message, hint }) => `${line} ${message} ${hint}`)
}

test('an example whose values people may give is not spoken of, and null is what is not known yet', () => {
  const all = '{ home: { kind: flat, builtYear: 1970, soldOn: 2025-02-28, isOwner: true, costs: [{ paid: 100 }] } }'
  assert.deepEqual(said(all), [])
  assert.deepEqual(said('{ home: { kind: null, builtYear: null } }'), [])
})

test('a value in an example that nobody could give is a fault at the value, with what is possible', () => {
  const cases = {
    '{ home: { kind: hose } }': '16 “home.kind” is never “hose”. Did you mean “house”?',
    '{ home: { kind: castle } }': '16 “home.kind” is never “castle”. It may be: house, flat.',
    '{ home: { builtYear: 2030 } }': '16 “home.builtYear” cannot be 2030. It is at most 2026.',
    '{ home: { builtYear: "1970" } }': '16 “home.builtYear” cannot be “1970”. Write a number, without quotation marks.',
    '{ home: { soldOn: 2025-02-30 } }':
      '16 “home.soldOn” cannot be “2025-02-30”. It is in no calendar. Write year-month-day, such as 2026-04-06.',
    '{ home: { isOwner: yes } }': '16 “home.isOwner” cannot be “yes”. Write true or false.',
    '{ home: { costs: [{ paid: 1.5 }] } }':
      '16 “home.costs.paid” cannot be 1.5. Write a whole number of the smallest coins, without a sign: 2500 for 25.00.',
  }
  for (const [given, sentence] of Object.entries(cases)) assert.deepEqual(said(given), [sentence], given)
})

test('a fact in an example that the service makes no use of is a fault', () => {
  assert.match(said('{ applicant: { bornOn: 1990-01-01 } }').join(), /^16 This service makes no use of “applicant.bornOn”/)
})

test('a value of each child is checked like any other', () => {
  const text = benefit.replace(/(given: \{[^\n]*children: \[\{ [^\n]*?bornOn: )\d{4}-\d\d-\d\d/, '$12025-02-30')
  const { faults } = checkServiceText(fairhaven, { file: 'services/child-benefit.yaml', text })
  assert.match(faults[0]?.message ?? '', /“child.bornOn” cannot be “2025-02-30”/)
})
