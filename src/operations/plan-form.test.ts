import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf, noPlan, readPlan } from './plan-form.ts'
import { words } from './words.ts'

const now = new Date('2026-11-21T09:00:00Z')
const plan = {
  ...{ ...noPlan, en: 'New disks', fr: 'Nouveaux disques', ar: 'أقراص جديدة' },
  ...{ begins: '2026-12-01 22:00', ends: '2026-12-02 02:00' },
}

test('a time is the office’s own, in winter and in summer', () => {
  assert.equal(instantOf('2026-12-01 22:00')?.toISOString(), '2026-12-01T21:00:00.000Z')
  assert.equal(instantOf('2026-07-01 22:00')?.toISOString(), '2026-07-01T20:00:00.000Z')
  for (const wrong of ['', '2026-13-01 22:00', '2026-02-30 22:00', '2026-12-01 25:00', 'tomorrow'])
    assert.equal(instantOf(wrong), undefined, wrong)
})

test('the example is taken as it is copied from an Arabic page', () => {
  const example = words('ar')('plan-hint').replace(/^\S+ /, '')
  assert.equal(instantOf(example)?.toISOString(), '2026-12-01T21:00:00.000Z')
})

test('work is announced in every language, with an end that lies ahead', () => {
  assert.deepEqual(readPlan(plan, now).faults, {})
  assert.deepEqual(readPlan({ ...plan, fr: '', ar: 'x'.repeat(301) }, now).faults, { fr: 'words-missing', ar: 'words-missing' })
  assert.deepEqual(readPlan({ ...plan, ends: plan.begins }, now).faults, { ends: 'time-order' })
  assert.deepEqual(readPlan({ ...plan, begins: '2026-01-01 22:00', ends: '2026-01-02 22:00' }, now).faults, {
    ends: 'time-order',
  })
  assert.deepEqual(readPlan({ ...plan, begins: 'soon' }, now).faults, { begins: 'time-wrong' })
})
