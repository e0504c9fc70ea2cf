import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { checkServiceText, loadCatalogue } from '../load-catalogue.ts'
import type { Service } from '../service.ts'
import { drawJourney } from './draw-journey.ts'
import { drawTable } from './draw-table.ts'
import { planJourney } from './plan-journey.ts'
import { planTable } from './plan-table.ts'
import { sayExpression } from './say-condition.ts'
import { type Shape, svgOf } from './shape.ts'
import { linesOf, widthOf } from './type.ts'

const root = new URL('../../../', import.meta.url)
const fairhaven = await loadCatalogue(root.pathname)
const usa = await loadCatalogue(new URL('conformance/governments/usa', root).pathname)
const guide = /```yaml\n(.*?)```/s.exec(await readFile(new URL('docs/SERVICE-FILE.md', root), 'utf8'))?.[1] ?? ''
const on = '2026-11-21'
const benefit = fairhaven.services.get('child-benefit')!

/** The bicycle shelter with forty pages more, every other one under a condition, and titles of a few lines. */
function long(): Service {
  const title =
    'A page whose title goes on for so long that it does not fit into a single line of the drawing, nor perhaps into two of them'
  const pages = Array.from({ length: 40 }, (_, at) => {
    const when = at % 2 === 0 ? '' : `      when: shelter.bicycles > ${at % 17} and shelter.isCargo = true\n`
    return `    - page: more-${at}\n      title: { en: "${title} ${'x'.repeat(90)}" }\n${when}`
  })
  const { service, faults } = checkServiceText(fairhaven, {
    file: 'x.yaml',
    text: guide.replace('\ndevelopment:', `${pages.join('')}\ndevelopment:`),
  })
  assert.deepEqual(faults, [])
  return service!
}

interface Seen {
  readonly name: string
  readonly box: readonly [left: number, top: number, right: number, bottom: number]
}

/** Where boxes and lines of text stand. */
function seenIn({ inside }: Shape): Seen[] {
  return (inside as readonly Shape[]).slice(3).flatMap(({ name, attributes, inside: text }): Seen[] => {
    const [x, y] = [Number(attributes.x), Number(attributes.y)]
    if (name === 'rect') return [{ name, box: [x, y, x + Number(attributes.width), y + Number(attributes.height)] }]
    if (name !== 'text' || attributes['text-anchor']) return []
    const size = Number(attributes['font-size'])
    return [
      { name, box: [x, y - size * 0.8, x + widthOf(text as string, size, attributes['font-weight'] === 700), y + size * 0.2] },
    ]
  })
}

function overlap([a, b, c, d]: Seen['box'], [e, f, g, h]: Seen['box']): boolean {
  return a < g && e < c && b < h && f < d
}

test('in a journey of forty pages no words stand on others, and none leave their box or the drawing', () => {
  const services: [Service, typeof fairhaven][] = [long(), ...fairhaven.services.values()].map(service => [service, fairhaven])
  for (const [service, catalogue] of [...services, ...[...usa.services.values()].map((one): [Service, typeof usa] => [one, usa])])
    for (const shape of [
      drawJourney(planJourney(catalogue, { service, language: 'en', on })),
      drawTable(planTable({ service, language: 'en', on })),
    ]) {
      const seen = seenIn(shape)
      const words = seen.filter(({ name }) => name === 'text')
      const boxes = seen.filter(({ name }) => name === 'rect')
      for (const [at, one] of words.entries()) {
        for (const other of words.slice(at + 1))
          assert.ok(!overlap(one.box, other.box), `${service.id}: ${one.box} on ${other.box}`)
        for (const { box } of boxes)
          assert.ok(
            !overlap(one.box, box) ||
              (one.box[0] >= box[0] && one.box[2] <= box[2] && one.box[1] >= box[1] && one.box[3] <= box[3]),
            `${service.id}: ${one.box} leaves ${box}`,
          )
        assert.ok(
          one.box[0] >= 0 && one.box[2] <= Number(shape.attributes.width) && one.box[3] <= Number(shape.attributes.height),
        )
      }
    }
})

test('what is written from right to left is the mirror of what is written from left to right', () => {
  const bars = (language: 'en' | 'ar') =>
    seenIn(drawJourney(planJourney(fairhaven, { service: benefit, language, on }))).filter(
      ({ name, box }) => name === 'rect' && box[2] - box[0] < 10,
    )
  const width = 880
  assert.deepEqual(
    bars('ar').map(({ box }) => Math.round(width - box[2])),
    bars('en').map(({ box }) => Math.round(box[0])),
  )
})

const said: readonly [expression: string, en: string][] = [
  ['household.livesWithPartner = true', 'Do you live with a partner? Yes'],
  ['not(household.livesWithPartner)', 'Do you live with a partner? No'],
  [
    'household.livesWithPartner = true or household.incomeLastYear > 5000',
    'Do you live with a partner? Yes; or Your household’s income last year: more than €50.00',
  ],
  ['household.incomeLastYear <= incomeLimit', 'Your household’s income last year: at most Income limit (€80,000.00)'],
  ['household.incomeLastYear between 100 and 200', 'Your household’s income last year: from €1.00 to €2.00'],
  ['count(children) > 0', 'number of “Child”: at least one'],
  ['every c in children satisfies c.bornOn < today', 'for every “Child”: The child’s date of birth: less than today'],
  ['applicant.bornOn >= date("1990-05-01")', 'Your date of birth: at least 1 May 1990'],
  ['known(applicant.bankAccount)', 'The bank account to pay into: given'],
  ['string length(applicant.bankAccount) = 3', 'string length(The bank account to pay into): 3'],
]

for (const [expression, words] of said)
  test(`“${expression}” is said as “${words}”`, () => {
    assert.equal(sayExpression(expression, { service: benefit, language: 'en', on }), words)
  })

test('a table has a column for each thing that rules look at, and a dash where it does not matter', () => {
  const { columns, rows, hit } = planTable({ service: fairhaven.services.get('move-home')!, language: 'en', on })
  assert.equal(hit, 'Rules are read from top to bottom; the first that holds decides')
  assert.deepEqual(columns, ['Are you moving alone?', 'Number of “Who moves with you?”'])
  assert.deepEqual(
    rows.map(({ cells, name }) => [...cells, name]),
    [
      [['Yes'], ['–'], 'Granted'],
      [['–'], ['More than 5'], 'An officer decides'],
      [['–'], ['–'], 'Granted'],
    ],
  )
})

test('words of a service cannot become markup of a drawing', () => {
  const name = { en: '<script>alert("x")</script> & \u0000more' }
  const svg = svgOf(drawJourney(planJourney(fairhaven, { service: { ...benefit, name }, language: 'en', on })))
  assert.ok(!svg.includes('<script') && !svg.includes('\u0000'))
  assert.match(svg, /&lt;script&gt;/)
})

test('a line is never wider than it may be, however long its words', () => {
  for (const line of linesOf(`plain words, and ${'W'.repeat(200)} between them`, { width: 300, size: 18 }))
    assert.ok(widthOf(line, 18) <= 300, line)
})
