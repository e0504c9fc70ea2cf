import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countedBy, type Figures, figuresText } from './metrics.ts'

const count = (value: number) => ({
  name: 'sent',
  help: 'sent',
  type: 'counter',
  aggregator: 'sum',
  values: [{ value, labels: {} }],
})
const open = (value: number) => ({
  name: 'open',
  help: 'open',
  type: 'gauge',
  aggregator: 'sum',
  values: [{ value, labels: {} }],
})
const figures = (sent: number, now: number) => [count(sent), open(now)] as unknown as Figures

test('the figures of several processes are added up', async () => {
  assert.match(await figuresText([figures(3, 1), figures(4, 2)]), /^sent 7$/m)
})

test('what processes counted stands after they have ended; what was open in them does not', async () => {
  const departed = await countedBy([await countedBy([figures(3, 1)]), figures(4, 2)])
  const text = await figuresText([departed, figures(10, 5)])
  assert.match(text, /^sent 17$/m)
  assert.match(text, /^open 5$/m)
})
