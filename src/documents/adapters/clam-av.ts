import { connect } from 'node:net'
import { type Log, traceOf } from '#platform'
import type { Scan, Scanner } from './scanner.ts'

const CHUNK_BYTES = 64 * 1024
const ANSWER_CHARACTERS = 1_000
const TIMEOUT_MS = 20_000

interface ClamAv {
  /** `tcp://host:3310` */
  readonly url: URL
  readonly log: Log
  readonly timeoutMs?: number
}

/** A ClamAV daemon, by the command INSTREAM of its protocol. @see https://docs.clamav.net/manual/Usage/Scanning.html#clamd */
export function clamAv({ url, log, timeoutMs = TIMEOUT_MS }: ClamAv): Scanner {
  return {
    async scan(bytes) {
      const answer = await ask(url, bytes, timeoutMs).catch((error: Error) => error)
      const scan = typeof answer === 'string' ? verdict(answer) : 'unavailable'
      if (scan === 'unavailable') log.warn({ error: traceOf(answer) }, 'the virus scanner gave no verdict')
      return scan
    },
  }
}

function verdict(answer: string): Scan {
  if (/^stream: OK$/.test(answer)) return 'clean'
  return / FOUND$/.test(answer) ? 'harmful' : 'unavailable'
}

function ask({ hostname, port }: URL, bytes: Buffer, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) })
    let answer = ''
    const late = setTimeout(() => socket.destroy(new Error('no answer in time')), timeoutMs)
    socket.setEncoding('utf8')
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) writeChunk(bytes.subarray(at, at + CHUNK_BYTES))
      writeChunk(Buffer.alloc(0))
    })
    socket.on('data', part => {
      answer += part
      if (answer.includes('\0') || answer.length > ANSWER_CHARACTERS) socket.end()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(late)
      resolve(answer.split('\0', 1)[0]!.trim())
    })

    function writeChunk(chunk: Buffer): void {
      const length = Buffer.alloc(4)
      length.writeUInt32BE(chunk.length)
      socket.write(length)
      socket.write(chunk)
    }
  })
}
