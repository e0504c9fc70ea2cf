import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { openLog } from '#platform'
import { scanners } from './index.ts'
import type { Scan } from './scanner.ts'

/** The standard test of every virus scanner; harmless, and found by all. @see https://www.eicar.org */
const EICAR = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))
const log = openLog('silent')

/** A daemon that speaks INSTREAM as clamd does, and knows one virus. */
async function daemon(
  answer = (bytes: Buffer): string => (bytes.includes(EICAR) ? 'stream: Eicar-Signature FOUND' : 'stream: OK'),
) {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    let taken = Buffer.alloc(0)
    socket
      .on('error', () => {})
      .on('data', part => {
        taken = Buffer.concat([taken, part])
        const bytes = streamed(taken)
        if (bytes) socket.end(`${answer(bytes)}\0`)
      })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  after(stop)
  return { url: new URL(`tcp://127.0.0.1:${(server.address() as { port: number }).port}`), stop }
}

/** What came in chunks, once the empty one that ends them is there. */
function streamed(taken: Buffer): Buffer | undefined {
  assert.ok('zINSTREAM\0'.startsWith(taken.toString('latin1', 0, 10)))
  const chunks: Buffer[] = []
  for (let at = 10; at + 4 <= taken.length; ) {
    const length = taken.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    chunks.push(taken.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

const { url } = await daemon()
const ways: Record<keyof typeof scanners, { clean: Scan; virus: Scan; open(): ReturnType<typeof scanners.none> }> = {
  none: { clean: 'not-scanned', virus: 'not-scanned', open: () => scanners.none() },
  clamAv: { clean: 'clean', virus: 'harmful', open: () => scanners.clamAv({ url, log }) },
}

for (const [name, { clean, virus, open }] of Object.entries(ways))
  test(`${name}: says of a file what it knows of it, and of many at once`, async () => {
    const scanner = open()
    const large = Buffer.alloc(3_000_000, 'x')
    const files = [Buffer.from('%PDF-1.7'), EICAR, large, Buffer.concat([large, EICAR])]
    assert.deepEqual(await Promise.all(files.map(bytes => scanner.scan(bytes))), [clean, virus, clean, virus])
  })

test('clamAv: a daemon that is not there, is silent, or speaks of something else gives no verdict', async () => {
  const gone = await daemon()
  gone.stop()
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  after(() => silent.close())
  const silentUrl = new URL(`tcp://127.0.0.1:${(silent.address() as { port: number }).port}`)
  const limited = await daemon(() => 'INSTREAM size limit exceeded. ERROR')
  const odd = await daemon(() => 'stream: OK and more')
  for (const where of [gone.url, silentUrl, limited.url, odd.url])
    assert.equal(await scanners.clamAv({ url: where, log, timeoutMs: 300 }).scan(Buffer.from('x')), 'unavailable')
})
