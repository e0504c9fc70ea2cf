import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { data } from './reply.ts'
import { everyone, routesOf } from './route.ts'
import { openForm, post, tinySite } from './testing/tiny-site.tsx'

const route = routesOf()
const taken: {
  fields: Record<string, string | undefined>
  files: Record<string, { name: string; size: number; isTooLarge: boolean }>
}[] = []
const site = tinySite([
  route('POST /evidence', {
    who: everyone,
    files: { fileBytes: 1_000, bodyBytes: 20_000 },
    answer({ form }) {
      const files = [...form.files].map(([field, { name, bytes, isTooLarge }]) => [
        field,
        { name, size: bytes.length, isTooLarge },
      ])
      taken.push({ fields: { ...form.one }, files: Object.fromEntries(files) })
      return data('text/plain', 'taken')
    },
  }),
])
const { app } = site
const { cookie, token } = await openForm(site)
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as { port: number }
after(() => app.close())

const BOUNDARY = '----portico'
const text = (name: string, value: string | Buffer, more = '') =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
const file = (name: string, filename: string, bytes: string | Buffer) =>
  text(name, bytes, `; filename="${filename}"\r\nContent-Type: application/pdf`)
const body = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
const withToken = (...parts: Buffer[]) => body(text('form-token', token), ...parts)

function send(
  payload: Buffer,
  { url = '/evidence', type = `multipart/form-data; boundary=${BOUNDARY}`, ...headers }: Record<string, string> = {},
) {
  return app.inject(post(url, payload, { cookie, 'content-type': type, ...headers }))
}

test('fields and files of a form arrive, in any order, beside one another', async () => {
  const answer = await send(
    body(file('lease', 'my lease.pdf', '%PDF-1.7'), text('note', 'été\r\nمع تحياتي'), text('form-token', token)),
  )
  assert.equal(answer.body, 'taken')
  const { fields, files } = taken.at(-1)!
  assert.deepEqual([fields.note, files.lease], ['été\r\nمع تحياتي', { name: 'my lease.pdf', size: 8, isTooLarge: false }])
})

test('a field whose file was not chosen is no file', async () => {
  await send(withToken(file('lease', '', '')))
  assert.deepEqual(taken.at(-1)?.files, {})
})

test('a file that is too large is not kept, and all that was typed beside it is', async () => {
  await send(withToken(file('lease', 'big.pdf', Buffer.alloc(5_000)), text('note', 'kept')))
  const { fields, files } = taken.at(-1)!
  assert.deepEqual([fields.note, files.lease], ['kept', { name: 'big.pdf', size: 0, isTooLarge: true }])
})

test('a form with files is held to its token, and offered once more with what was typed and the file to choose again', async () => {
  const before = taken.length
  const answer = await send(body(text('form-token', 'stale'), text('note', 'kept'), file('lease', 'a<b>.pdf', 'x')))
  assert.equal(answer.statusCode, 403)
  assert.match(answer.body, /enctype="multipart\/form-data"/)
  assert.match(answer.body, /type="file"[^>]*name="lease"|name="lease"[^>]*type="file"/)
  assert.match(answer.body, /name="note" value="kept"/)
  assert.match(answer.body, /a&lt;b>.pdf/)
  assert.equal(taken.length, before)
})

test('only a route that takes files reads such a form', async () => {
  assert.equal((await send(withToken(text('text', 'x')), { url: '/letter' })).statusCode, 415)
  assert.equal((await send(withToken(), { url: '/nothing/here' })).statusCode, 415)
})

const damaged: [what: string, payload: () => Buffer, status: number, headers?: Record<string, string>][] = [
  ['ten thousand parts', () => withToken(...Array.from({ length: 10_000 }, () => Buffer.from(`--${BOUNDARY}\r\n\r\n\r\n`))), 413],
  ['ten thousand parts of few bytes', () => withToken(...Array.from({ length: 401 }, (_, at) => text(`f${at}`, ''))), 413],
  ['too many files', () => withToken(...Array.from({ length: 30 }, (_, at) => file(`f${at}`, 'a', 'x'))), 413],
  ['more than the whole may be', () => withToken(file('a', 'a', Buffer.alloc(30_000))), 413],
  ['a text as large as a book', () => withToken(text('note', 'x'.repeat(70_000))), 413],
  ['text that is not UTF-8', () => withToken(text('note', Buffer.from([0xff, 0xfe]))), 400],
  ['text with a NUL', () => withToken(text('note', 'a\0b')), 400],
  ['text in a charset of its own', () => withToken(text('note', 'ab', '\r\nContent-Type: text/plain; charset=utf-16le')), 400],
  ['a field twice', () => withToken(text('note', 'a'), text('note', 'b')), 400],
  ['a file twice', () => withToken(file('a', 'a', 'x'), file('a', 'b', 'y')), 400],
  ['a name that is too long', () => withToken(text('n'.repeat(300), 'x')), 400],
  ['a part without a name', () => withToken(Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n`)), 400],
  ['an end that never comes', () => withToken(file('a', 'a', 'x')).subarray(0, -20), 400],
  ['no boundary', () => withToken(), 400, { type: 'multipart/form-data' }],
  ['another boundary', () => withToken(), 400, { type: 'multipart/form-data; boundary=other' }],
  ['packed bytes', () => withToken(), 415, { 'content-encoding': 'gzip' }],
]

for (const [what, payload, status, headers] of damaged)
  test(`${what} is refused, and the site goes on`, async () => {
    const before = taken.length
    const answer = await send(payload(), headers)
    assert.equal(answer.statusCode, status, answer.body)
    assert.equal(taken.length, before)
    await send(withToken(text('note', 'still there')))
    assert.equal(taken.at(-1)?.fields.note, 'still there')
  })

for (const filename of [
  '../../etc/passwd',
  'C:\\Users\\bo\\lease.pdf',
  'a%0d%0ab.pdf',
  `${'n'.repeat(5_000)}.pdf`,
  '\u202efdp.exe',
  'nul\0.pdf',
])
  test(`a file named ${JSON.stringify(filename.slice(0, 30))} breaks nothing`, async () => {
    const { statusCode } = await send(withToken(file('lease', filename, 'x')))
    assert.equal(statusCode, 200)
    assert.doesNotMatch(taken.at(-1)?.files.lease?.name ?? '', /[/\\]/)
  })

/** Sends a head and then bytes without end, until the other side has had enough. */
async function pour(head: string): Promise<{ sent: number; said: string }> {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  let sent = 0
  socket
    .on('error', () => {})
    .on('data', part => {
      said += part
    })
  await once(socket, 'connect')
  socket.write(head)
  const chunk = Buffer.alloc(64 * 1024, 'x')
  while (!socket.closed && socket.writable && sent < 64 * 1024 * 1024) {
    sent += chunk.length
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => {})
    if (said) break
  }
  if (!socket.closed) await once(socket.end(), 'close').catch(() => {})
  return { sent, said }
}

const head = (more: string) =>
  `POST /evidence HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\ncontent-type: multipart/form-data; boundary=${BOUNDARY}\r\n${more}\r\n\r\n`

test('a gigabyte that says so is refused before any of it is read', async () => {
  const { said } = await pour(head('content-length: 1073741824'))
  assert.match(said, /^HTTP\/1\.1 413 /)
})

test('a stream without end is cut where the route’s own limit is', async () => {
  const { sent, said } = await pour(
    `${head('transfer-encoding: chunked')}ffffffff\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n`,
  )
  assert.match(said, /^HTTP\/1\.1 413 /)
  assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes were read`)
})

test('who hangs up in the middle leaves nothing behind', async () => {
  const socket = connect(port, '127.0.0.1', () =>
    socket.write(`${head('content-length: 10000')}--${BOUNDARY}\r\n`, () => socket.destroy()),
  )
  await once(socket, 'close')
  assert.equal((await send(withToken(text('note', 'on')))).body, 'taken')
})
