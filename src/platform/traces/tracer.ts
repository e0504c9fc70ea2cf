import { AsyncLocalStorage } from 'node:async_hooks'
import { type Log, traceOf } from '../log.ts'
import { readTraceParent, type TraceContext, within, writeTraceParent } from './context.ts'

/** What a stretch of work may say of itself: names of routes, codes, counts. Nothing of a person, as in the log. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>

interface Stretch {
  readonly name: string
  readonly kind: 'server' | 'client'
  /** `traceparent` as it came. */
  readonly parent?: string | undefined
}

/** Tells a collector what was done in which order and how long it took. */
export interface Tracer {
  /** Does something as a stretch of its own; `end` tells what became of it. */
  during<T>(stretch: Stretch, act: (end: (facts: SpanFacts, isFault: boolean) => void) => Promise<T>): Promise<T>
  stop(): Promise<void>
}

const present = new AsyncLocalStorage<TraceContext>()
const EVERY_MS = 5_000
const KEPT_MAX = 5_000
const TIME_LIMIT_MS = 3_000

/** The trace that the present work belongs to; undefined where none is kept. */
export function presentTrace(): string | undefined {
  return present.getStore()?.traceId
}

/** What to send along to whom we ask; undefined where no trace is kept. */
export function traceParent(): string | undefined {
  const context = present.getStore()
  return context && writeTraceParent(context)
}

interface Ended extends TraceContext {
  readonly parentId: string | undefined
  readonly name: string
  readonly kind: Stretch['kind']
  readonly began: bigint
  readonly ended: bigint
  readonly facts: SpanFacts
  readonly isFault: boolean
}

/** Opens a tracer that sends to a collector in OTLP over HTTP, as JSON. What cannot be sent is dropped: serving people never waits for it. */
export function openTracer({ endpoint, log, now }: { endpoint: URL; log: Log; now: () => Date }): Tracer {
  const url = new URL(`${endpoint.href.replace(/\/$/, '')}/v1/traces`)
  let kept: Ended[] = []
  let hasFailed = false
  const send = async () => {
    if (kept.length === 0) return
    const body = JSON.stringify(asOtlp(kept))
    kept = []
    try {
      const headers = { 'content-type': 'application/json' }
      const { ok, status } = await fetch(url, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
        redirect: 'error',
      })
      if (!ok) throw Object.assign(new Error('refused'), { code: `HTTP_${status}` })
      hasFailed = false
    } catch (error) {
      if (!hasFailed) log.warn({ code: 'TRACES_NOT_TAKEN', error: traceOf(error) }, 'the collector of traces does not take them')
      hasFailed = true
    }
  }
  const timer = setInterval(() => void send(), EVERY_MS).unref()
  return {
    during({ name, kind, parent }, act) {
      const before = readTraceParent(parent) ?? present.getStore()
      const context = within(before)
      const began = nanoseconds(now())
      const started = performance.now()
      let told: { facts: SpanFacts; isFault: boolean } = { facts: {}, isFault: false }
      const keep = () => {
        if (!context.isSampled || kept.length >= KEPT_MAX) return
        const ended = began + BigInt(Math.round((performance.now() - started) * 1e6))
        kept.push({ ...context, ...told, parentId: before?.spanId, name, kind, began, ended })
      }
      return present
        .run(context, () =>
          act((facts, isFault) => {
            told = { facts, isFault }
          }),
        )
        .finally(keep)
    },
    async stop() {
      clearInterval(timer)
      await send()
    },
  }
}

function nanoseconds(at: Date): bigint {
  return BigInt(at.getTime()) * 1_000_000n
}

const KINDS = { server: 2, client: 3 } as const

/** @see https://opentelemetry.io/docs/specs/otlp/, JSON encoding */
function asOtlp(ended: readonly Ended[]) {
  const spans = ended.map(({ traceId, spanId, parentId, name, kind, began, ended: at, facts, isFault }) => ({
    ...{ traceId, spanId, name, kind: KINDS[kind] },
    ...(parentId === undefined ? {} : { parentSpanId: parentId }),
    ...{ startTimeUnixNano: String(began), endTimeUnixNano: String(at) },
    attributes: attributesOf(facts),
    status: isFault ? { code: 2 } : {},
  }))
  const resource = { attributes: attributesOf({ 'service.name': 'portico' }) }
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'portico' }, spans }] }] }
}

function attributesOf(facts: SpanFacts) {
  return Object.entries(facts).map(([key, value]) => ({ key, value: otlpValue(value) }))
}

function otlpValue(value: string | number | boolean) {
  if (typeof value === 'boolean') return { boolValue: value }
  return typeof value === 'number' ? { doubleValue: value } : { stringValue: value }
}
