import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { Refusal, Unavailable } from '../errors.ts'
import { readMultipart } from './multipart.ts'

const MB = 1024 * 1024
const TAKEN = { fileBytes: 20 * MB, bodyBytes: 30 * MB }
// Sent again and again: what is held is counted, and this machine holds it once.
const MEGABYTE = Buffer.alloc(MB, 'x')
const HEAD = '--b\r\ncontent-disposition: form-data; name="proof"; filename="payslip.pdf"\r\n\r\n'
const TAIL = '\r\n--b--\r\n'

/** A request whose body comes as it is written. */
function upload({ length }: { length?: number } = {}) {
  const body = new PassThrough({ highWaterMark: 64 * MB })
  const headers = { 'content-type': 'multipart/form-data; boundary=b', ...(length && { 'content-length': String(length) }) }
  const request = Object.assign(body, { headers, complete: true }) as unknown as IncomingMessage
  return { body, read: () => readMultipart(request, TAKEN) }
}

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code && error.status === 413

async function settled() {
  for (let turns = 0; turns < 50; turns++) await turn()
}

test('a file arrives whole, and one that is too large is known by name only', async () => {
  const fits = upload()
  fits.body.end(`${HEAD}contents${TAIL}`)
  assert.deepEqual((await fits.read()).files.get('proof'), {
    name: 'payslip.pdf',
    bytes: Buffer.from('contents'),
    isTooLarge: false,
  })

  const large = upload()
  large.body.write(HEAD)
  for (let sent = 0; sent <= TAKEN.fileBytes; sent += MB) large.body.write(MEGABYTE)
  large.body.end(TAIL)
  assert.deepEqual((await large.read()).files.get('proof'), { name: 'payslip.pdf', bytes: Buffer.alloc(0), isTooLarge: true })
})

test('a body is refused by the length it announces, before any of it is read', { timeout: 20_000 }, async () => {
  const { body, read } = upload({ length: TAKEN.bodyBytes + 1 })
  body.write(HEAD)
  await assert.rejects(read(), refusedWith('FORM_TOO_LARGE'))
  assert.equal(body.readableLength, HEAD.length)
})

test('a body that does not say how long it is, is read no further than the route takes', { timeout: 20_000 }, async () => {
  const { body, read } = upload()
  const reading = assert.rejects(read(), refusedWith('FORM_TOO_LARGE'))
  body.write(HEAD)
  for (let sent = 0; sent < TAKEN.bodyBytes; sent += MB) body.write(MEGABYTE)
  await reading
  body.write(MEGABYTE)
  await settled()
  assert.equal(body.readableLength, MB)
})

test('files of all people that are read at one time take so much memory, and no more', async () => {
  const within = Array.from({ length: 12 }, () => upload())
  const readings = within.map(({ body, read }) => {
    const reading = read()
    body.write(HEAD)
    for (let sent = 0; sent < TAKEN.fileBytes; sent += MB) body.write(MEGABYTE)
    return reading
  })
  await settled()
  const filled = () => {
    const more = upload()
    more.body.write(HEAD)
    for (let sent = 0; sent < 17; sent++) more.body.write(MEGABYTE)
    more.body.end(TAIL)
    return more.read()
  }
  // 240 MB are held by the twelve; 17 more would make 257.
  await assert.rejects(filled(), (error: unknown) => error instanceof Unavailable && error.code === 'UPLOADS_BUSY')
  within[0]!.body.end(TAIL)
  assert.equal((await readings[0]!).files.get('proof')?.bytes.length, TAKEN.fileBytes)
  // Whoever was turned away, whoever is done and whoever sends more than is kept hold nothing any more.
  const large = upload()
  const largeReading = large.read()
  large.body.write(HEAD)
  for (let sent = 0; sent <= TAKEN.fileBytes; sent += MB) large.body.write(MEGABYTE)
  await settled()
  assert.equal((await filled()).files.get('proof')?.bytes.length, 17 * MB)
  for (const { body } of [...within.slice(1), large]) body.end(TAIL)
  await Promise.all([...readings, largeReading])
})
