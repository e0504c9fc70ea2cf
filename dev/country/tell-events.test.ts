import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadCatalogue } from '#catalogue'
import { readNews } from '../../src/registers/happenings/read-news.ts'
import { dayNumber } from './calendar.ts'
import { liveCircle } from './live.ts'
import { newsOf } from './tell-events.ts'

test('whatever a country’s registers tell of is fit to be kept, and each has a number of its own', async () => {
  const catalogue = await loadCatalogue(join(import.meta.dirname, '../..'))
  const [since, until] = [dayNumber('2020-06-01'), dayNumber('2020-12-31')]
  const news = newsOf(liveCircle({ seed: 3, people: 2_000, until }, 0), { since, until })
  const read = news.map(({ client, event }) => readNews(catalogue, event, { client, today: '2020-12-31' }))
  assert.deepEqual(
    read.filter(one => 'unfit' in one),
    [],
  )
  assert.equal(new Set(read.map(({ number }) => number)).size, news.length)
  const kinds = new Set(news.map(({ event }) => event.event))
  assert.deepEqual([...kinds].sort(), ['birth.registered', 'job.ended', 'person.turned-65'])
})
