import { parentPort, workerData } from 'node:worker_threads'
import { type WrittenCircle, writeCircle } from './lines.ts'
import { type Country, liveCircle } from './live.ts'

/** A thread that is asked for a circle by its number and answers with its lines. */
const country = workerData as Country

parentPort!.on('message', (number: number) => {
  const written = writeCircle(liveCircle(country, number))
  parentPort!.postMessage({ number, written }, buffersOf(written))
})

function buffersOf({ files, months }: WrittenCircle): ArrayBuffer[] {
  return [...Object.values(files), ...months].map(({ bytes }) => bytes.buffer)
}
