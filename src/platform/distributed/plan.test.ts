import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWorld } from '#platform/testing'
import { distributionPlan, isCitusThere, planFor } from './plan.ts'

const { db } = await testWorld()
const plan = await distributionPlan(db)
const by = (place: string) => [...plan.places].filter(([, at]) => at === place).map(([table]) => table)

test('every table that grows with people lies by person, and each of its unique keys names the person', () => {
  assert.deepEqual(plan.faults, [])
  for (const table of [
    'journeys.draft',
    'journeys.submission',
    'cases.case_file',
    'cases.task',
    'cases.decision',
    'mailbox.message',
  ])
    assert.ok(by('by person').includes(table), table)
  for (const table of ['documents.document', 'documents.file', 'registers.lookup', 'feedback.invitation', 'people.consent'])
    assert.ok(by('by person').includes(table), table)
})

test('all that is one person’s lies together', () => {
  const spread = plan.statements.filter(statement => statement.includes('create_distributed_table'))
  assert.equal(spread.length, by('by person').length)
  const [first, ...others] = spread
  const table = /'([\w.]+)'/.exec(first!)![1]
  assert.ok(others.every(statement => statement.includes(`colocate_with => '${table}'`)))
})

test('a foreign key out of what is spread is cut before anything is spread', () => {
  const cut = plan.statements.filter(statement => statement.includes('drop constraint'))
  assert.ok(cut.some(statement => statement.startsWith('alter table people.consent ')))
  assert.deepEqual(plan.statements.slice(0, cut.length), cut)
})

test('a unique key without the person is told', () => {
  const wrong = { table: 'cases.letter', hasPerson: true, keys: [['person_id', 'id'], ['reference']], leansOn: [] }
  assert.deepEqual(planFor([wrong]).faults, [
    'cases.letter is unique by reference without its person: no machine alone can hold that.',
  ])
})

test('where the extension is missing that is known before anything is changed', async () => {
  assert.equal(await isCitusThere(db), false)
})
