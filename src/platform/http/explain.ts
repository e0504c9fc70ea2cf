import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Refusal, Unavailable } from '../errors.ts'
import type { Language } from '../i18n/language.ts'
import { traceOf } from '../log.ts'
import type { World } from '../world.ts'
import { notThere, plainPage } from './pages.tsx'
import { type DataReply, data, type PageReply, type Reply } from './reply.ts'
import { words } from './words.ts'

/** What is said of a request that failed, to a person or to a program. */
interface Apology {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly text: string
  readonly retryAfterSeconds?: number
}

interface Failed {
  readonly world: World
  readonly request: FastifyRequest
  readonly language: Language
}

/** A failure as a page; it is logged when somebody must look into it. */
export function explain(failed: Failed, failure: unknown): PageReply & Reply {
  const apology = apologyFor(failed, failure)
  if (apology.status === 404) return notThere(failed.language)
  return { ...plainPage(failed.language, apology), ...retrying(apology) }
}

/** The same for a program that was promised JSON. @see RFC 9457, problem details for HTTP */
export function explainToProgram(failed: Failed, failure: unknown): DataReply & Reply {
  const apology = apologyFor(failed, failure)
  const { status, code, title, text: detail } = apology
  return { ...data('application/problem+json', JSON.stringify({ status, code, title, detail }), status), ...retrying(apology) }
}

function apologyFor(failed: Failed, failure: unknown): Apology {
  const t = words(failed.language)
  if (failure instanceof Refusal) {
    const { status, code, say } = failure
    return { status, code, title: t(status === 404 ? 'not-there-title' : 'refused-title'), text: say(failed.language) }
  }
  return failure instanceof Unavailable ? unavailable(failed, failure) : broken(failed, failure)
}

function unavailable({ world, request, language }: Failed, { code, retryAfterSeconds, cause }: Unavailable): Apology {
  const t = words(language)
  world.log.warn({ ...placeOf(request), code, error: traceOf(cause) }, 'a request met something that did not answer')
  const text = t('unavailable-text', { seconds: retryAfterSeconds })
  return { status: 503, code, title: t('unavailable-title'), text, retryAfterSeconds }
}

function broken({ world, request, language }: Failed, failure: unknown): Apology {
  const t = words(language)
  const reference = randomBytes(5).toString('hex')
  world.log.error({ reference, ...placeOf(request), error: traceOf(failure) }, 'a request failed')
  return { status: 500, code: reference, title: t('broken-title'), text: t('broken-text', { reference }) }
}

function retrying({ retryAfterSeconds }: Apology): Pick<Reply, 'headers'> {
  return retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }
}

function placeOf(request: FastifyRequest): { route: string; method: string } {
  return { route: request.routeOptions.url ?? 'none', method: request.method }
}
