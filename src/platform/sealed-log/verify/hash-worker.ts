import { parentPort } from 'node:worker_threads'
import { type Chunk, hashChunk } from './hash-chunk.ts'

parentPort?.on('message', (chunk: Chunk) => parentPort?.postMessage(hashChunk(chunk)))
