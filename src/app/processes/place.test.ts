import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { Child } from './child.ts'
import type { ToPart } from './part.ts'
import { backOffFor, keepPlace } from './place.ts'

interface Made extends Child {
  readonly orders: ToPart[]
  end(how: string): void
}

/** A process that does nothing, and ends when it is told to or when the test says so. */
function madeChild(comesUp = true): Made {
  const ready = Promise.withResolvers<boolean>()
  const ended = Promise.withResolvers<string>()
  const orders: ToPart[] = []
  if (comesUp) ready.resolve(true)
  return {
    ready: ready.promise,
    ended: ended.promise,
    orders,
    end(how) {
      ready.resolve(false)
      ended.resolve(how)
    },
    say(order) {
      orders.push(order)
      ended.resolve('told')
    },
    onWord: () => {},
    kill: () => ended.resolve('SIGKILL'),
  }
}

async function openPlace() {
  const made: Made[] = []
  const told: string[] = []
  let comesUp = true
  const nextFails = () => {
    comesUp = false
  }
  const launch = () => {
    const child = madeChild(comesUp)
    made.push(child)
    return child
  }
  const place = await keepPlace({ name: 'web 1', launch, tell: sentence => told.push(sentence), backOff: () => 0 })
  assert.ok(place)
  return { place, made, told, nextFails }
}

/** What was set going has happened: a pause of no length takes a turn of its own. */
async function settle(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 5))
  await turn()
}

const leave = { noticeMs: 0, idleMs: 0 }

test('a process that ends by itself is started again, and that is said', async () => {
  const { place, made, told } = await openPlace()
  made[0]!.end('SIGKILL')
  await settle()
  assert.equal(made.length, 2)
  assert.equal(place.current(), made[1])
  assert.deepEqual(told, ['A process (web 1) has ended (SIGKILL) and is being started again.'])
})

test('a process that is told to stop is not started again', async () => {
  const { place, made } = await openPlace()
  await place.stop(leave)
  await settle()
  assert.equal(made.length, 1)
  assert.deepEqual(made[0]!.orders, [{ is: 'stop', ...leave }])
})

test('a process is replaced only once the fresh one is ready, and the one before it is then sent away', async () => {
  const { place, made } = await openPlace()
  assert.equal(await place.replace(leave), true)
  await settle()
  assert.equal(place.current(), made[1])
  assert.deepEqual(made[0]!.orders, [{ is: 'stop', ...leave }])
  assert.deepEqual([made.length, made[1]!.orders.length], [2, 0])
})

test('when the fresh one does not come up, the one before it goes on', async () => {
  const { place, made, nextFails } = await openPlace()
  nextFails()
  const replacing = place.replace(leave)
  made[1]!.end('exit code 1')
  assert.equal(await replacing, false)
  assert.equal(place.current(), made[0])
  assert.deepEqual(made[0]!.orders, [])
})

test('a fresh process that comes up while all are told to stop is sent away', async () => {
  const { place, made } = await openPlace()
  const replacing = place.replace(leave)
  await place.stop(leave)
  assert.equal(await replacing, false)
  assert.deepEqual(made[1]!.orders, [{ is: 'stop', ...leave }])
})

test('the first new try comes at once, later ones ever later, up to ten seconds', () => {
  assert.deepEqual([0, 1, 2, 3, 20].map(backOffFor), [0, 100, 200, 400, 10_000])
})
