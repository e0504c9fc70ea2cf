import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { test } from 'node:test'
import { callerOf } from './caller.ts'
import { absent, addressOf, doors, thingsBehind } from './doors.ts'
import { beginSession, settle } from './people.ts'
import { openSite } from './town.ts'

const ROUNDS = 150
const WARM = 20
const site = await openSite()

test('how long it takes to be told that somebody else’s thing is not there, beside one that is nowhere', async () => {
  const { ids, bo } = await settled()
  const elise = await callerOf(site, 'elise', (await beginSession(site.world, ids.elise!)).secret)
  const asked = doors.filter(door => door.method === 'GET' && door.behind === 'own' && thingsBehind(door).length > 0)
  const times: { door: string; differenceMs: number }[] = []
  for (const door of asked) {
    const thing = thingsBehind(door)[0]!
    const [theirs, nothing] = [bo, absent].map(of => addressOf(door, thing, of)) as [string, string]
    const [a, b]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS + WARM; round++)
      // In turns, and the first of each pair in turns too: whatever the machine does, it does to both.
      for (const [address, list] of round % 2
        ? ([
            [theirs, a],
            [nothing, b],
          ] as const)
        : ([
            [nothing, b],
            [theirs, a],
          ] as const)) {
        const before = performance.now()
        const { statusCode } = await elise.get(address)
        if (round >= WARM) list.push(performance.now() - before)
        assert.ok(statusCode >= 300 && statusCode < 500)
      }
    times.push({ door: door.path, differenceMs: Math.abs(median(a) - median(b)) })
  }
  console.log(`not-yours ${JSON.stringify({ rounds: ROUNDS, times })}`)
})

async function settled() {
  const { ids, belongings } = await settle(site)
  return { ids, bo: belongings.bo }
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1]!
}
