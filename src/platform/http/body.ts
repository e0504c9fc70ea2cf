import type { FastifyRequest } from 'fastify'
import { Refusal } from '../errors.ts'
import { type Fields, noFields, readFields } from './fields.ts'
import { readJson, UnfitJson } from './read-json.ts'
import type { Route } from './route.ts'
import { words } from './words.ts'

type Takes = Route['takes']

/** What came with a request: the fields of a form, or JSON where the route takes that. */
export interface Sent {
  readonly fields: Fields
  readonly json?: unknown
}

/** The kinds of body that the server keeps for us to read; anything else is refused before it is read. */
export const BODY_TYPES = ['application/x-www-form-urlencoded', 'application/json']

/** Reads the body of a POST; one with files was read while it came. Packed bodies are not opened: 200 kB of gzip can hold 200 MB. */
export function readBody({ body, headers }: FastifyRequest, takes: Takes): Sent {
  const isJson = /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')
  if (headers['content-encoding'] !== undefined) throw bodyFault({ statusCode: 415 }, takes)
  if (takes === 'json') {
    if (!isJson) throw bodyFault({ statusCode: 415 }, takes)
    return { fields: noFields, json: jsonIn(body as Buffer | undefined) }
  }
  if (isJson) throw bodyFault({ statusCode: 415 }, takes)
  if (body === undefined) return { fields: noFields }
  return { fields: Buffer.isBuffer(body) ? readFields(body) : (body as Fields) }
}

function jsonIn(body: Buffer | undefined): unknown {
  try {
    return readJson(body ?? new Uint8Array())
  } catch (error) {
    throw error instanceof UnfitJson ? bodyFault({ statusCode: 400 }, 'json') : error
  }
}

/** A fault that the server found in a body, as a refusal; anything else as it is. */
export function bodyFault(error: { statusCode?: number }, takes: Takes): unknown {
  const status = error.statusCode ?? 500
  if (status < 400 || status >= 500) return error
  if (takes === 'json') return jsonFault(status)
  return new Refusal(status === 413 ? 'FORM_TOO_LARGE' : 'FORM_NOT_OURS', status, language =>
    words(language)(status === 413 ? 'form-too-large' : 'form-not-ours'),
  )
}

function jsonFault(status: number): Refusal {
  return new Refusal(status === 413 ? 'JSON_TOO_LARGE' : 'JSON_NOT_READ', status, language =>
    words(language)(status === 413 ? 'json-too-large' : 'json-not-read'),
  )
}
