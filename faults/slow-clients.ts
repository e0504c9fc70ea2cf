import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { quantile } from '../bench/measure.ts'
import { burdenOf } from './burden.ts'
import type { Fault } from './fault.ts'
import type { Place } from './place.ts'
import { type UnderLoad, underLoad } from './under-load.ts'

const HELD_MS = 12_000
const EACH = 500
const MEMORY_GROWS_BY_MB = 300
// A crowd of slow clients and the honest ones share this machine with whoever else works on it.
const SLOWER_BY = 3

/** Clients that are slow on purpose, and bodies that are made to hurt. */
export const slowClients: readonly Fault[] = [
  { name: 'slow-clients', whyNot: () => undefined, make: () => underLoad(heldUp) },
  { name: 'hostile-bodies', whyNot: () => undefined, make: () => underLoad(hurt) },
]

const HEAD = 'Host: x\r\nAccept: text/html\r\n'

/** One piece of each is sent a second, and never the last. */
const manners: Readonly<Record<string, { first: string; more: string; reads: boolean }>> = {
  headers: { first: `GET / HTTP/1.1\r\n${HEAD}`, more: 'X-Slow: 1\r\n', reads: true },
  bodies: {
    first: `POST /sign-out HTTP/1.1\r\n${HEAD}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n`,
    more: 'a=b&',
    reads: true,
  },
  readers: { first: `GET / HTTP/1.1\r\n${HEAD}\r\n`.repeat(20), more: '', reads: false },
}

async function heldUp({ place, figure, fault }: UnderLoad): Promise<void> {
  const before = await p95Of(place, 3_000)
  const { megabytes } = await burdenOf(place)
  const sockets: Socket[] = []
  try {
    for (const manner of Object.values(manners)) for (let n = 0; n < EACH; n++) sockets.push(slowly(place, manner))
    const during = await p95Of(place, HELD_MS)
    const grown = (await burdenOf(place)).megabytes - megabytes
    figure('slowClients', sockets.length)
    figure('p95BeforeMs', Math.round(before))
    figure('p95DuringMs', Math.round(during))
    figure('memoryGrewMb', grown)
    if (during > before * SLOWER_BY + 100) fault(`others waited ${Math.round(during)} ms instead of ${Math.round(before)} ms`)
    if (grown > MEMORY_GROWS_BY_MB) fault(`memory grew by ${grown} MB`)
    await pause(6_000)
    figure('stillHeld', sockets.filter(socket => !socket.destroyed).length)
  } finally {
    for (const socket of sockets) socket.destroy()
  }
}

function slowly({ site }: Place, { first, more, reads }: (typeof manners)[string]): Socket {
  const { hostname, port } = new URL(site)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  if (reads) socket.resume()
  else socket.pause()
  socket.write(first)
  const dripping = setInterval(() => more && socket.write(more), 1_000)
  socket.once('close', () => clearInterval(dripping))
  return socket
}

/** Of pages that need the database, one after the other; in milliseconds. */
async function p95Of({ site }: Place, ms: number): Promise<number> {
  const times: number[] = []
  for (const until = performance.now() + ms; performance.now() < until; ) {
    const began = performance.now()
    await fetch(new URL('/health/ready', site)).then(
      answer => answer.text(),
      () => undefined,
    )
    times.push(performance.now() - began)
    await pause(20)
  }
  return quantile(times, 0.95)
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_TYPE = { 'content-type': 'application/json' }

async function hurt({ place, fault, figure }: UnderLoad): Promise<void> {
  const { megabytes } = await burdenOf(place)
  const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024))
  const bodies: Readonly<Record<string, { headers: Record<string, string>; body: BodyInit }>> = {
    'a form of five megabytes': { headers: FORM, body: `a=${'b'.repeat(5_000_000)}` },
    'a form of fifty thousand fields': { headers: FORM, body: Array.from({ length: 50_000 }, (_, n) => `f${n}=1`).join('&') },
    'a hundred megabytes in a hundred kilobytes': {
      headers: { ...FORM, 'content-encoding': 'gzip' },
      body: new Uint8Array(bomb),
    },
    'a file like that': {
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-encoding': 'gzip' },
      body: new Uint8Array(bomb),
    },
    'JSON half a million deep': { headers: JSON_TYPE, body: '['.repeat(500_000) + ']'.repeat(500_000) },
  }
  for (const [what, { headers, body }] of Object.entries(bodies)) {
    const began = performance.now()
    const init = { method: 'POST', headers: { ...headers, origin: place.site }, body, signal: AbortSignal.timeout(20_000) }
    // A refusal may come before the whole body was sent, and then the connection ends with it.
    const status = await fetch(new URL('/sign-out', place.site), init).then(
      answer => answer.status,
      () => 0,
    )
    if (status !== 0 && (status < 400 || status > 499)) fault(`${what} was answered with ${status}`)
    figure(`${what}, ms`, Math.round(performance.now() - began))
  }
  const grown = (await burdenOf(place)).megabytes - megabytes
  figure('memoryGrewMb', grown)
  if (grown > MEMORY_GROWS_BY_MB) fault(`memory grew by ${grown} MB`)
}
