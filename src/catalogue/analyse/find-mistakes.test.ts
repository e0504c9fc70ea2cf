import assert from 'node:assert/strict'
import test from 'node:test'
import { checkServiceText, loadCatalogue } from '../load-catalogue.ts'

const root = new URL('../../../', import.meta.url)
const fairhaven = await loadCatalogue(root.pathname)
const frame = `service: shelter
version: 1
languages: [en]
name: { en: Shelter }
summary: { en: A place for a bicycle }
facts:
  shelter.bicycles: { type: number, min: 1, max: 9, label: { en: How many? } }
  shelter.isCargo: { type: yes-no, label: { en: Is one a cargo bicycle? } }
  shelter.kind: { type: one-of, label: { en: Which kind? }, options: [{ value: street, label: { en: Street } }, { value: yard, label: { en: Yard } }, { value: cellar, label: { en: Cellar } }] }
  shelter.from: { type: date, label: { en: From when? } }
  shelter.length: { type: number, min: 50, max: 400, label: { en: How long? } }
  shelter.note: { type: text, optional: true, label: { en: Anything else? } }
FACTS
direction: { owner: municipality, for: person }
design:
  pages:
    - { page: bicycles, title: { en: Bicycles }, facts: [shelter.bicycles, shelter.isCargo, shelter.kind, shelter.from, shelter.note] }
    - { page: cargo, title: { en: Cargo }, when: shelter.isCargo = true, facts: [shelter.length] }
PAGES
development:
REST
  decide: DECIDE
delivery:
  channels: [web]
  identity: low
  decide-within: 5 working days
  clock: { pauses-while: [] }
DELIVERY
`

/** What the checker says of a service with these pages and rules: `fault` and `warning` first, then the sentence. */
function said(parts: Partial<Record<'facts' | 'pages' | 'rest' | 'decide' | 'delivery', string>>): string[] {
  const text = frame
    .replace('FACTS', parts.facts ?? '')
    .replace('PAGES', parts.pages ?? '')
    .replace('REST', parts.rest ?? '')
    .replace('DECIDE', parts.decide ?? '{ hit: first, rules: [{ then: officer }] }')
    .replace('DELIVERY', parts.delivery ?? '')
  const { faults, warnings } = checkServiceText(fairhaven, { file: 'services/shelter.yaml', text })
  return [...faults, ...warnings].map(fault => `${fault.severity}: ${fault.message} ${fault.hint}`)
}

const rules = (...lines: string[]) => `\n    hit: first\n    rules:\n${lines.map(line => `      - ${line}`).join('\n')}`
const unique = (...lines: string[]) => rules(...lines).replace('first', 'unique')

test('a service in which all pages and rules have their use is not spoken of', () => {
  const decide = rules('{ if: shelter.bicycles > 4 and shelter.kind = "street", then: officer }', '{ then: grant }')
  assert.deepEqual(said({ decide }), [])
})

test('a page whose condition no answers meet is unreachable', () => {
  const page = (when: string) => `    - { page: extra, title: { en: Extra }, when: '${when}' }`
  for (const when of [
    'shelter.bicycles > 9',
    'shelter.bicycles < 3 and shelter.bicycles > 2',
    'shelter.kind != "street" and not(shelter.kind in ("yard", "cellar"))',
    'shelter.isCargo = true and shelter.isCargo = false',
    'shelter.from < today and shelter.from > today + duration("P1D")',
    'not(known(shelter.bicycles)) and shelter.bicycles > 2',
    'if shelter.isCargo then shelter.bicycles > 10 else shelter.bicycles < 1',
  ])
    assert.match(
      said({ pages: page(when) }).join(),
      /^fault: Nobody ever meets the page “extra”: its condition can never hold/,
      when,
    )
  for (const when of [
    'shelter.bicycles >= 9',
    'shelter.bicycles < 3 and shelter.bicycles > 1',
    'shelter.kind != "street" and not(shelter.kind = "yard")',
    'shelter.isCargo = true or shelter.isCargo = false',
    'shelter.from > today and shelter.from < today + duration("P2D")',
    'not(known(shelter.note))',
    'shelter.note = "a  b" and shelter.note != "a b"',
    'contains(shelter.note, "a  b") and not(contains(shelter.note, "a b"))',
    'shelter.bicycles / 2 > 4.2 and shelter.bicycles / 2 < 4.6',
  ])
    assert.deepEqual(said({ pages: page(when) }), [], when)
})

test('a page that looks at an answer given only on another branch is unreachable', () => {
  const pages = "    - { page: extra, title: { en: Extra }, when: 'shelter.isCargo = false and shelter.length > 100' }"
  assert.match(said({ pages }).join(), /^fault: Nobody ever meets the page “extra”: whoever it is for was not asked/)
})

test('a rule whose condition contradicts itself can never apply', () => {
  const decide = rules('{ if: shelter.bicycles < 2 and shelter.bicycles > 5, then: officer }', '{ then: grant }')
  assert.match(said({ decide }).join(), /^fault: Rule 1 can never apply.*“shelter.bicycles” is from 1 to 9/)
})

test('a rule behind one that catches all its cases is never reached, and it is said behind which', () => {
  const narrow = '{ if: shelter.bicycles > 6 and shelter.isCargo = true, then: officer }'
  const wide = '{ if: shelter.bicycles > 3, then: grant }'
  assert.deepEqual(said({ decide: rules(narrow, wide, '{ then: officer }') }), [])
  assert.match(
    said({ decide: rules(wide, narrow, '{ then: officer }') }).join(),
    /^fault: Rule 2 is never reached: rule 1 already decides/,
  )
  const halves = ['{ if: shelter.isCargo = true, then: grant }', '{ if: shelter.isCargo = false, then: officer }']
  assert.match(
    said({ decide: rules(...halves, wide) }).join(),
    /^fault: Rule 3 is never reached: the rules before it already decide/,
  )
})

test('a last rule without a condition may be there only to be safe', () => {
  const decide = rules(
    '{ if: shelter.isCargo = true, then: grant }',
    '{ if: shelter.isCargo = false, then: officer }',
    '{ then: officer }',
  )
  assert.deepEqual(said({ decide }), [])
})

test('a rate that changes keeps a rule alive when there is one day on which it applies', () => {
  const parameters = (second: number) =>
    `  parameters: { most: { unit: bicycles, 2025-01-01: 9, 2026-01-01: ${second}, source: Bylaw } }`
  const decide = rules('{ if: shelter.bicycles > most, then: officer }', '{ then: grant }')
  assert.deepEqual(said({ rest: parameters(8), decide }), [])
  assert.match(said({ rest: parameters(12), decide }).join(), /^fault: Rule 1 can never apply/)
  const older = parameters(12).replace('2025-01-01: 9', '2025-01-01: 8')
  assert.deepEqual(said({ rest: older, decide }), [])
})

test('a rule for those who were refused before is warned of, for it may be meant to be safe', () => {
  const rest = '  eligible: [{ id: few, if: shelter.bicycles <= 4, else: { en: Four at most. } }]'
  const decide = rules('{ if: shelter.bicycles > 6, then: officer }', '{ then: grant }')
  assert.match(said({ rest, decide }).join(), /^warning: Rule 1 is never reached: whoever meets its condition is refused/)
})

test('two rules that meet in a table for one are told with the answers that meet both', () => {
  const over = unique('{ if: shelter.bicycles <= 4, then: grant }', '{ if: shelter.bicycles >= 4, then: officer }')
  assert.match(said({ decide: over }).join(), /^fault: Rules 1 and 2 both apply to the same answers.*: shelter.bicycles = 4\./)
  const apart = unique('{ if: shelter.bicycles <= 4, then: grant }', '{ if: shelter.bicycles > 4, then: officer }')
  assert.deepEqual(said({ decide: apart }), [])
})

test('rules that meet only where no one can come are not told', () => {
  const rest = '  eligible: [{ id: few, if: shelter.bicycles < 4, else: { en: Three at most. } }]'
  const decide = unique(
    '{ if: shelter.bicycles <= 3, then: grant }',
    '{ if: shelter.bicycles > 2 and shelter.bicycles != 3, then: officer }',
  )
  assert.doesNotMatch(said({ rest, decide }).join(), /both apply/)
})

test('answers that no rule speaks of are told, unless a last rule takes the rest', () => {
  const most = [
    '{ if: shelter.bicycles < 4, then: grant }',
    '{ if: shelter.bicycles > 4 and shelter.isCargo = true, then: officer }',
  ]
  assert.match(
    said({ decide: rules(...most) }).join(),
    /^warning: No rule speaks of these answers: shelter.bicycles = (4|\d, shelter.isCargo = (true|false))/,
  )
  assert.deepEqual(said({ decide: rules(...most, '{ then: officer }') }), [])
  const closed = [
    '{ if: shelter.isCargo = true and shelter.length > 200, then: officer }',
    '{ if: shelter.isCargo = false, then: grant }',
  ]
  assert.match(said({ decide: rules(...closed) }).join(), /shelter.isCargo = true, shelter.length = \d+/)
  assert.deepEqual(said({ decide: rules(...closed, '{ if: shelter.length <= 200, then: grant }') }), [])
})

test('an eligibility rule that nobody meets is a fault, one that everybody meets a warning', () => {
  const rest = (...conditions: string[]) =>
    `  eligible:\n${conditions.map((condition, at) => `    - { id: rule-${at}, if: '${condition}', else: { en: No. } }`).join('\n')}`
  assert.match(said({ rest: rest('shelter.bicycles > 9') }).join(), /^fault: Nobody can ever meet “rule-0”/)
  assert.match(said({ rest: rest('shelter.bicycles <= 9') }).join(), /^warning: Everybody meets “rule-0”/)
  assert.match(
    said({ rest: rest('shelter.isCargo = true', 'shelter.isCargo = false') }).join(),
    /^fault: Nobody can ever be eligible/,
  )
  assert.deepEqual(said({ rest: rest('shelter.isCargo = true', 'shelter.bicycles < 4') }), [])
})

test('an offer that is never made and a task that is never set are faults', () => {
  const delivery = (when: string) => `  offers: [{ service: resident-parking, when: '${when}' }]`
  assert.match(said({ delivery: delivery('shelter.bicycles = 0') }).join(), /^fault: “resident-parking” is never offered/)
  assert.deepEqual(said({ delivery: delivery('shelter.bicycles = 1') }), [])
})

test('what has too many combinations is said to be unjudged: six people on five chairs', () => {
  const [people, chairs] = [[...'abcdef'], [1, 2, 3, 4, 5]]
  const asked = people.flatMap(person => chairs.map(chair => `s.${person}${chair}`))
  const seated = people.map(person => `(${chairs.map(chair => `s.${person}${chair}`).join(' or ')})`)
  const alone = chairs.flatMap(chair =>
    people.flatMap((one, at) => people.slice(at + 1).map(other => `not(s.${one}${chair} and s.${other}${chair})`)),
  )
  const pages = `    - { page: chairs, title: { en: Chairs }, facts: [${asked.join(', ')}] }
    - { page: extra, title: { en: Extra }, when: '${[...seated, ...alone]
      .join(' and ')
      .slice(0, 1995)
      .replace(/ and n[^)]*$/, '')}' }`
  const facts = asked.map(name => `  ${name}: { type: yes-no, label: { en: Sits? } }`).join('\n')
  assert.match(said({ facts, pages }).join(), /^unjudged: This was not judged: there are too many combinations/)
})

test('answers that nobody gives together, because a page does not apply, are no gap', () => {
  const decide = unique(
    '{ if: shelter.length > 200, then: officer }',
    '{ if: shelter.length <= 200 and shelter.isCargo = true, then: grant }',
    '{ if: shelter.isCargo = false and not(known(shelter.length)), then: grant }',
  )
  assert.deepEqual(said({ decide }), [])
})

test('an example is told only when the rules themselves confirm it', () => {
  const note = 'contains(shelter.note, "x")'
  const decide = unique(
    `{ if: shelter.bicycles <= 4 and ${note}, then: grant }`,
    `{ if: shelter.bicycles >= 4 and not(${note}), then: officer }`,
  )
  assert.doesNotMatch(said({ decide }).join(), /both apply/)
  const sums = unique('{ if: shelter.bicycles + 1 > 9, then: grant }', '{ if: shelter.bicycles + 2 < 5, then: officer }')
  assert.doesNotMatch(said({ decide: sums }).join(), /both apply/)
})

test('a gap behind a figure is found by walking, and one that cannot be found is said to be not judged', () => {
  const rest = '  work-out: { double: { is: shelter.bicycles * 2 } }'
  const gap = rules('{ if: double > 10, then: officer }', '{ if: shelter.isCargo = true, then: grant }')
  assert.match(
    said({ rest, decide: gap }).join(),
    /^warning: No rule speaks of these answers: shelter.bicycles = [1-5], shelter.isCargo = false\./,
  )
  const closed = rules('{ if: double > 10, then: officer }', '{ if: shelter.bicycles <= 5, then: grant }')
  assert.match(
    said({ rest, decide: closed }).join(),
    /^warning: Whether every request finds a rule was not judged.* Add a last rule without “if”/,
  )
  const plain = rules('{ if: double > 10, then: officer }', '{ if: double <= 10, then: grant }')
  assert.deepEqual(said({ rest, decide: plain }), [])
})
