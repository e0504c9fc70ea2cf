import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Unavailable } from './errors.ts'
import { writeTogether } from './write-together.ts'

/** A writing that can be held, and what it was given. */
function writer(fails: (items: readonly number[]) => unknown = () => undefined) {
  const batches: number[][] = []
  const held: (() => void)[] = []
  let isHeld = false
  return {
    batches,
    hold: () => {
      isHeld = true
    },
    release: () => {
      isHeld = false
      for (const go of held.splice(0)) go()
    },
    async write(items: readonly number[]) {
      batches.push([...items])
      if (isHeld) await new Promise<void>(go => held.push(go))
      const fault = fails(items)
      if (fault) throw fault
      return items.map(item => item * 10)
    },
  }
}

const itself = (item: number) => item
const many = { most: 100, inFlight: 1, room: 1_000, about: itself }
const soon = () => new Promise(resolve => setImmediate(resolve))

test('whoever comes alone is written at once; what comes while a writing is under way is written together next', async () => {
  const pen = writer()
  const queue = writeTogether({ ...many, write: pen.write })
  assert.equal(await queue.add(1), 10)
  pen.hold()
  const first = queue.add(2)
  await soon()
  const rest = [3, 4, 5].map(queue.add)
  pen.release()
  assert.deepEqual(await Promise.all([first, ...rest]), [20, 30, 40, 50])
  assert.deepEqual(pen.batches, [[1], [2], [3, 4, 5]])
})

test('nobody is answered before their own writing has ended', async () => {
  const pen = writer()
  pen.hold()
  let answered = false
  const one = writeTogether({ ...many, write: pen.write }).add(1)
  void one.then(() => {
    answered = true
  })
  await soon()
  await soon()
  assert.equal(answered, false)
  pen.release()
  await one
})

test('one bad item fails alone: all others of its batch are written, each once', async () => {
  const pen = writer(items => items.includes(13) && new Error('unlucky'))
  const queue = writeTogether({ ...many, write: pen.write })
  const all = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => queue.add(n)))
  assert.deepEqual(
    all.flatMap((one, n) => (one.status === 'rejected' ? [n] : [])),
    [13],
  )
  const written = pen.batches.filter(batch => !batch.includes(13)).flat()
  assert.deepEqual(
    written.sort((a, b) => a - b),
    Array.from({ length: 40 }, (_, n) => n).filter(n => n !== 13),
  )
})

test('a database that is away is told to everybody at once, and nothing is tried again behind their backs', async () => {
  const pen = writer(() => new Unavailable('DATABASE_UNAVAILABLE', { retryAfterSeconds: 5 }))
  const queue = writeTogether({ ...many, write: pen.write })
  const all = await Promise.allSettled([1, 2, 3].map(queue.add))
  assert.ok(all.every(({ status }) => status === 'rejected'))
  assert.equal(pen.batches.length, 1)
})

test('no batch is larger than it may be, and no more writings run at a time than may', async () => {
  let [running, most] = [0, 0]
  const sizes: number[] = []
  const queue = writeTogether<number, number>({
    ...{ most: 7, inFlight: 3, room: 1_000, about: itself },
    async write(items) {
      sizes.push(items.length)
      most = Math.max(most, ++running)
      await soon()
      running--
      return items
    },
  })
  await Promise.all(Array.from({ length: 200 }, (_, n) => queue.add(n)))
  assert.ok(Math.max(...sizes) <= 7)
  assert.equal(most, 3)
})

test('a full queue says when to come back, by the rate at which it empties', async () => {
  let now = 0
  const pen = writer()
  const tenASecond = (items: readonly number[]) => {
    now += 1_000
    return pen.write(items)
  }
  const queue = writeTogether({ ...{ most: 10, inFlight: 1, room: 100, about: itself }, write: tenASecond, clock: () => now })
  await Promise.all(Array.from({ length: 100 }, (_, n) => queue.add(n)))
  pen.hold()
  const waiting = Array.from({ length: 100 }, (_, n) => queue.add(n))
  await soon()
  waiting.push(...Array.from({ length: 10 }, (_, n) => queue.add(n)))
  assert.equal(queue.waiting(), 100)
  await assert.rejects(queue.add(1), (full: Unavailable) => full.code === 'WRITE_QUEUE_FULL' && full.retryAfterSeconds === 10)
  pen.release()
  await Promise.all(waiting)
})

test('what is about the same is never in two writings at a time, and holds up nobody else', async () => {
  const pen = writer()
  const queue = writeTogether({ ...many, inFlight: 2, about: item => item % 10, write: pen.write })
  pen.hold()
  const first = queue.add(1)
  await soon()
  const others = [11, 2, 21].map(queue.add)
  await soon()
  assert.deepEqual(pen.batches, [[1], [2]])
  assert.equal(queue.waiting(), 2)
  pen.release()
  assert.deepEqual(await Promise.all([first, ...others]), [10, 110, 20, 210])
  assert.deepEqual(pen.batches, [[1], [2], [11, 21]])
})
