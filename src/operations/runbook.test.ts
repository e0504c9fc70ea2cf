import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Crowd, metricsText, type Watch } from '#platform'
import { testWorld } from '#platform/testing'
import { keepReporting } from './keep-reporting.ts'
import { openRunning } from './running.ts'

const runbook = readFileSync(join(import.meta.dirname, '../../docs/RUNBOOK.md'), 'utf8')

test('every figure that the runbook tells somebody to look at is there to be looked at', async () => {
  const none = new Map()
  const world = { ...(await testWorld()), running: openRunning(), catalogue: { services: none, registers: none, agencies: none } }
  const lags = ['cases.decide-by-rule', 'performance.count', 'jobs'].map(name => ({ name, count: 0 }))
  const since = world.now()
  const parts = new Map(['sign-in', 'register:tax'].map(part => [part, { state: 'working', since }] as const))
  world.running.picture = { ...world.running.picture, lags, parts }
  const crowd = {
    gauge: { pressure: 0, busy: 0, underWay: 0, pace: { startsPerSecond: 1 } },
    ...{ room: { waiting: 0 }, limiter: { kept: 0 }, turnedAway: { busy: 0, limit: 0, queue: 0 } },
  } as unknown as Crowd
  const reporting = keepReporting(world, { crowd, watch: { awaySince: undefined } as Watch, consumers: [] })
  const given = await metricsText()
  await reporting.stop()
  const named = new Set([...runbook.matchAll(/`((?:portico|process)_[a-z_]+)/g)].map(([, name]) => name!))
  assert.ok(named.size > 12)
  // Its gauges begin with the first sealing; that they are there is tested where it happens.
  named.delete('portico_log_unsealed_seconds')
  for (const name of named) assert.match(given, new RegExp(`^# TYPE ${name.replace(/_count$/, '')} |^${name}[ {]`, 'm'), name)
  for (const [, name, label, value] of runbook.matchAll(/`(portico_[a-z_]+)\{(\w+)="([^"]+)"\}/g))
    if (name !== 'portico_request_seconds_count') assert.ok(given.includes(`${name}{${label}="${value}"}`), `${name} of ${value}`)
})
