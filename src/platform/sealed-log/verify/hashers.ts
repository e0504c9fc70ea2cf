import { Worker } from 'node:worker_threads'
import { type Chunk, type HashedChunk, hashChunk } from './hash-chunk.ts'

/** Those who hash chunks, each in a thread of its own. */
export interface Hashers {
  hash(chunk: Chunk): Promise<HashedChunk>
  close(): Promise<void>
}

/** @param count  threads; 0 hashes in the caller's own */
export function openHashers(count: number): Hashers {
  if (count === 0) return { hash: async chunk => hashChunk(chunk), close: async () => {} }
  const workers = Array.from({ length: count }, openWorker)
  let next = 0
  return {
    hash: chunk => workers[next++ % count]!.hash(chunk),
    close: async () => void (await Promise.all(workers.map(worker => worker.close()))),
  }
}

function openWorker() {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { execArgv: [] })
  const waiting: { resolve(hashed: HashedChunk): void; reject(error: Error): void }[] = []
  worker.on('message', (hashed: HashedChunk) => waiting.shift()?.resolve(revived(hashed)))
  let ended: Error | undefined
  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  worker.on('error', end)
  worker.on('exit', () => end(new Error('a thread that hashes the log has ended')))
  return {
    hash: (chunk: Chunk) =>
      new Promise<HashedChunk>((resolve, reject) => {
        // To one that has ended, a message is sent in vain.
        if (ended) return reject(ended)
        waiting.push({ resolve, reject })
        worker.postMessage(chunk, [chunk.bytes.buffer as ArrayBuffer])
      }),
    close: () => worker.terminate(),
  }
}

/** Between threads a Buffer becomes plain bytes. */
function revived({ count, tiles, heads }: HashedChunk): HashedChunk {
  const buffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    count,
    tiles: tiles.map(({ root, digest }) => ({ root: buffer(root), digest: buffer(digest) })),
    heads: heads.map(({ after, peaks, place }) => ({ after, peaks: peaks.map(buffer), place: buffer(place) })),
  }
}
