import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { Refusal, Unavailable } from '../errors.ts'
import { json } from '../http/reply.ts'
import { everyone, routesOf } from '../http/route.ts'
import { tinySite } from '../http/testing/tiny-site.tsx'
import { openLog } from '../log.ts'
import { readTraceParent, writeTraceParent } from './context.ts'
import { openTracer, presentTrace, traceParent } from './tracer.ts'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly attributes: { key: string; value: Record<string, unknown> }[]
  readonly status: { code?: number }
}

const heard: Span[] = []
const collector = createServer((request, answer) => {
  let text = ''
  request.setEncoding('utf8').on('data', part => {
    text += part
  })
  request.on('end', () => {
    assert.equal(request.url, '/v1/traces')
    heard.push(...JSON.parse(text).resourceSpans[0].scopeSpans[0].spans)
    answer.end('{}')
  })
})
await new Promise<void>(resolve => collector.listen(0, '127.0.0.1', resolve))
after(() => void collector.close())
const endpoint = new URL(`http://127.0.0.1:${(collector.address() as { port: number }).port}`)
const now = () => new Date('2026-11-21T09:00:00Z')
const CAME = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

const route = routesOf()

test('a trace that came in goes through to whom we ask, and the collector hears of both, without a word of anybody', async () => {
  const tracer = openTracer({ endpoint, log: openLog('silent'), now })
  let sent: string | undefined
  const site = tinySite(
    [
      route('GET /people/:name', {
        who: everyone,
        async answer() {
          await tracer.during({ name: 'register', kind: 'client' }, async end => {
            sent = traceParent()
            end({ 'portico.outcome': 'answered' }, false)
          })
          return json({ ok: true })
        },
      }),
      route('GET /broken', {
        who: everyone,
        answer: () => Promise.reject(new Error('broken')),
      }),
    ],
    { tracer },
  )
  await site.app.inject({ url: '/people/Amara?of=Okafor', headers: { traceparent: CAME } })
  const broken = await site.app.inject({ url: '/broken' })
  await tracer.stop()
  const [asked, served, failed] = heard
  assert.deepEqual([served!.name, served!.kind, served!.parentSpanId], ['GET /people/:name', 2, 'b7ad6b7169203331'])
  assert.deepEqual([asked!.name, asked!.kind, asked!.parentSpanId], ['register', 3, served!.spanId])
  assert.equal(sent, `00-0af7651916cd43dd8448eb211c80319c-${asked!.spanId}-01`)
  assert.deepEqual([failed!.status.code, asked!.status.code], [2, undefined])
  assert.doesNotMatch(JSON.stringify(heard), /Amara|Okafor/)
  const line = site.lines.map(text => JSON.parse(text)).find(({ reference }) => reference)
  assert.equal(line.trace, failed!.traceId, 'the log names the trace')
  assert.equal(line.reference, broken.headers['portico-reference'])
})

test('where no traces are kept nothing is kept or sent along', () => {
  assert.equal(presentTrace(), undefined)
  assert.equal(traceParent(), undefined)
})

test('what is no traceparent begins a trace of its own', () => {
  for (const wrong of ['', 'x', '00-00000000000000000000000000000000-b7ad6b7169203331-01', CAME.replace('00-', 'ff-'), undefined])
    assert.equal(readTraceParent(wrong), undefined)
  assert.equal(writeTraceParent(readTraceParent(CAME)!), CAME)
})

test('every answer of our own fault carries a reference that stands in the log', async () => {
  const site = tinySite([
    route('GET /bug', { who: everyone, answer: () => Promise.reject(new Error('a bug')) }),
    route('GET /away', {
      who: everyone,
      answer: () => Promise.reject(new Unavailable('SIGN_IN_UNAVAILABLE', { retryAfterSeconds: 3 })),
    }),
    route('POST /api', {
      who: everyone,
      from: 'elsewhere',
      json: value => value,
      answer: () => Promise.reject(new Unavailable('DATABASE_UNAVAILABLE', { retryAfterSeconds: 5 })),
    }),
    route('GET /no', { who: everyone, answer: () => Promise.reject(new Refusal('NOT_THERE', 404, () => 'no')) }),
  ])
  const asked = [
    await site.app.inject('/bug'),
    await site.app.inject('/away'),
    await site.app.inject({ method: 'POST', url: '/api', payload: '{}', headers: { 'content-type': 'application/json' } }),
  ]
  const logged = site.lines.map(text => JSON.parse(text).reference)
  for (const { statusCode, headers } of asked) {
    assert.ok(statusCode >= 500)
    assert.ok(logged.includes(headers['portico-reference']), `${statusCode}`)
  }
  assert.equal((await site.app.inject('/no')).headers['portico-reference'], undefined)
})
