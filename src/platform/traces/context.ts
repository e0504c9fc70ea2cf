import { randomBytes } from 'node:crypto'

/** Where one stretch of work belongs: the trace of all that came of one act, and the stretch it is part of. @see W3C Trace Context */
export interface TraceContext {
  readonly traceId: string
  readonly spanId: string
  readonly isSampled: boolean
}

const HEADER = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/

/** Reads a `traceparent` header; undefined when it is none. */
export function readTraceParent(header: string | undefined): TraceContext | undefined {
  const [, traceId, spanId, flags] = HEADER.exec(header ?? '') ?? []
  if (traceId === undefined) return undefined
  return { traceId, spanId: spanId!, isSampled: (Number.parseInt(flags!, 16) & 1) === 1 }
}

export function writeTraceParent({ traceId, spanId, isSampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`
}

/** A stretch inside another, or the first of a new trace. */
export function within(parent: TraceContext | undefined): TraceContext {
  return {
    traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    isSampled: parent?.isSampled ?? true,
  }
}
