import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { answerTo } from '../answers.ts'
import { checkAnswers } from '../check-answers.ts'
import { readPublished } from '../load/check-catalogue.ts'
import { readSource } from '../load/source-file.ts'
import { loadCatalogue } from '../load-catalogue.ts'
import { runExamples } from '../run-examples.ts'
import type { Service } from '../service.ts'
import { walkPages } from '../walk-pages.ts'
import { type ServiceWalks, walkService } from './walk-service.ts'

const root = new URL('../../../', import.meta.url)
const fairhaven = await loadCatalogue(root.pathname)
const folder = (name: string) => loadCatalogue(new URL(`conformance/governments/${name}`, root).pathname)
const [usa, canada] = [await folder('usa'), await folder('canada')]
const guide = /```yaml\n(.*?)```/s.exec(await readFile(new URL('docs/SERVICE-FILE.md', root), 'utf8'))?.[1] ?? ''
const on = '2026-11-21'

/** The bicycle shelter of the guide, changed; read as one that was published, for the checker would not have a part without use. */
function shelter(change: (text: string) => string = text => text): Service {
  const { service, faults } = readPublished(fairhaven, readSource('services/shelter.yaml', change(guide)))
  assert.deepEqual(faults, [])
  return service!
}

/** What was not reached, as `rule 2 others-first`. */
function notReached({ coverage }: ServiceWalks): string[] {
  return coverage.notReached.map(({ what, id, way, why }) => [what, id, way, why.code].filter(Boolean).join(' '))
}

const everywhere: readonly [Service, day: string][] = [
  ...[...fairhaven.services.values(), shelter()].map((service): [Service, string] => [service, on]),
  ...[...usa.services.values()].map((service): [Service, string] => [service, '2021-02-10']),
  ...[...canada.services.values()].map((service): [Service, string] => [service, '2023-10-01']),
]

for (const [service, day] of everywhere) {
  test(`${service.id} is walked on every page, every branch and by every rule, with answers people could give`, () => {
    const { coverage, walks, shortest, isBudgetSpent } = walkService(service, { on: day })
    assert.deepEqual(coverage.notReached, [])
    assert.equal(isBudgetSpent, false)
    for (const { answers, pages } of [...walks, ...shortest]) {
      assert.deepEqual(checkAnswers(service, answers, day).problems, [])
      assert.deepEqual(walkPages(service.pages, answers, day), pages)
      for (const { page, index } of pages)
        for (const fact of page.facts) assert.notEqual(answerTo(fact, answers, index), undefined, fact.name)
    }
  })
}

test('a service is walked the same way every time', () => {
  for (const service of [shelter(), usa.services.get('snap-illinois')!])
    assert.deepEqual(walkService(service, { on }), walkService(service, { on }))
})

test('the shortest way to each outcome has no page that the outcome can do without', () => {
  const ways = walkService(shelter(), { on }).shortest.map(({ outcome, because, pages }) => [outcome, because, pages.length])
  assert.deepEqual(ways, [
    ['grant', 'fits', 2],
    ['refuse', 'few-enough', 2],
    ['officer', 'too-long', 3],
  ])
})

test('a benefit that comes to nothing between two limits is found, though few incomes lie there', () => {
  const { shortest } = walkService(usa.services.get('snap-illinois')!, { on: '2021-02-10' })
  const none = shortest.find(({ because }) => because === 'within-limits-without-allotment')
  assert.equal(none?.outcome, 'grant')
})

test('a page whose condition can never hold is missed, by name, and its questions with it', () => {
  const walks = walkService(
    shelter(text => text.replace('when: shelter.isCargo = true', 'when: shelter.bicycles > 20')),
    { on },
  )
  assert.deepEqual(walks.coverage.pages, { reached: 2, total: 3 })
  assert.deepEqual(walks.coverage.branches, { reached: 1, total: 2 })
  assert.deepEqual(notReached(walks), ['page cargo never-together', 'branch cargo met never-together', 'rule 1 never-together'])
})

test('a condition that leaves nobody out is told apart from one that lets nobody in', () => {
  const walks = walkService(
    shelter(text => text.replace('when: shelter.isCargo = true', 'when: shelter.bicycles > 0')),
    { on },
  )
  assert.deepEqual(notReached(walks), ['branch cargo passed always'])
})

test('a rule that others before it always settle is named, and so is a condition that can refuse nobody', () => {
  const covered = shelter(text =>
    text
      .replace(
        '- { then: grant',
        '- { if: shelter.bicycles > 0, then: grant, because: fits, fee: yearly }\n      - { then: grant',
      )
      .replace('if: shelter.bicycles <= 4', 'if: shelter.bicycles <= 20'),
  )
  assert.deepEqual(notReached(walkService(covered, { on })), ['condition few-enough no never-together', 'rule 3 others-first'])
})

test('a rule that turns on something nobody asks says so', () => {
  const service = shelter(text => text.replace('shelter.isCargo = true and', 'applicant.email = "bo@example.org" and'))
  const { coverage } = walkService(service, { on })
  assert.deepEqual(
    coverage.notReached.map(({ what, id, why }) => [what, id, why]),
    [['rule', '1', { code: 'nobody-asks', facts: ['applicant.email'] }]],
  )
})

test('a question that no answer fits is named, and the page after it too', () => {
  const service = shelter(text =>
    text
      .replace('type: yes-no\n', 'type: text\n    pattern: "a\\\\bb"\n')
      .replaceAll('shelter.isCargo = true', 'shelter.isCargo = "x"')
      .replaceAll('isCargo: false', 'isCargo: "-"')
      .replaceAll('isCargo: true', 'isCargo: "x"'),
  )
  const { coverage } = walkService(service, { on })
  assert.ok(coverage.notReached.every(({ why }) => why.code === 'no-answer' && why.facts.includes('shelter.isCargo')))
  assert.deepEqual(coverage.pages, { reached: 2, total: 3 })
})

test('a page that asks only what was asked before is never shown, and says why', () => {
  const again =
    '    - { page: again, title: { en: Again }, when: shelter.isCargo = false, facts: [shelter.bicycles] }\n\ndevelopment:'
  const walks = walkService(
    shelter(text => text.replace('\ndevelopment:', `${again}`)),
    { on },
  )
  assert.deepEqual(notReached(walks), ['page again asked-before', 'branch again met asked-before'])
})

test('the search stops at its budget and says that there was more to try', () => {
  const { tried, isBudgetSpent, coverage } = walkService(shelter(), { on, budget: 3 })
  assert.deepEqual([tried, isBudgetSpent], [3, true])
  assert.ok(coverage.rules.reached < coverage.rules.total)
})

test('what the caller looks for besides is searched for like the rest', () => {
  const heard = walkService(shelter(), {
    on,
    also: {
      marks: ['seven'],
      of: ({ answers }) => (JSON.stringify(answers).includes('"bicycles":4,"isCargo":true') ? ['seven'] : []),
    },
  })
  assert.ok(heard.walks.some(({ answers }) => JSON.stringify(answers).includes('"bicycles":4,"isCargo":true')))
})

test('walking leaves the service as it was', () => {
  const service = shelter()
  walkService(service, { on })
  assert.deepEqual(runExamples(service), [])
})
