import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { WrittenCircle } from './lines.ts'
import { type Country, circlesOf } from './live.ts'

const MOST_THREADS = 8

/** All circles of a country in their order, lived on every core; at most two for each thread are held at once. */
export async function* liveSideBySide(country: Country): AsyncGenerator<WrittenCircle> {
  const circles = circlesOf(country)
  const threads = Math.min(MOST_THREADS, availableParallelism(), circles)
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('circle-worker.ts', import.meta.url), { workerData: country }),
  )
  const coming = new Map<number, Promise<WrittenCircle>>()
  const ask = (number: number) => number < circles && coming.set(number, lived(workers[number % threads]!, number))
  try {
    for (let number = 0; number < threads * 2; number++) ask(number)
    for (let number = 0; number < circles; number++) {
      yield await coming.get(number)!
      coming.delete(number)
      ask(number + threads * 2)
    }
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}

async function lived(worker: Worker, number: number): Promise<WrittenCircle> {
  worker.postMessage(number)
  for (;;) {
    const [answer] = (await once(worker, 'message')) as [{ number: number; written: WrittenCircle }]
    if (answer.number === number) return answer.written
  }
}
