import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Crowd } from '../crowd/index.ts'
import { Refusal, Unavailable } from '../errors.ts'
import type { Language } from '../i18n/language.ts'
import { type LogFacts, traceOf } from '../log.ts'
import { presentTrace } from '../traces/tracer.ts'
import type { World } from '../world.ts'
import { awayPage, busyPage, keptPage } from './crowd-pages.tsx'
import type { Fields } from './fields.ts'
import { notThere, plainPage } from './pages.tsx'
import { told } from './prepared.ts'
import { type DataReply, data, type PageReply, type Reply } from './reply.ts'
import type { Visit } from './route.ts'
import { FORM_TOKEN_FIELD } from './visit.ts'
import { words } from './words.ts'

/** What is said of a request that failed, to a person or to a program. */
interface Apology {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly text: string
  readonly retryAfterSeconds?: number
  /** Stands in the log too: of everything that is not the caller's own doing. */
  readonly reference?: string
}

interface Failed {
  readonly world: World
  readonly request: FastifyRequest
  readonly language: Language
  readonly crowd?: Pick<Crowd, 'reference'> | undefined
}

/** A failure as a page; it is logged when somebody must look into it. */
export function explain(failed: Failed, failure: unknown): PageReply & Reply {
  const apology = apologyFor(failed, failure)
  if (apology.status === 404) return notThere(failed.language)
  return { ...plainPage(failed.language, apology), ...retrying(apology) }
}

/** The same of what does not answer just now. A form comes back with all that was typed, to be sent again. */
export function explainAbsence(
  failed: Failed & { visit: Visit; typed: Fields | undefined },
  failure: Unavailable,
): PageReply & Reply {
  const { visit, typed, language, world } = failed
  const why = /^DATABASE_/.test(failure.code) ? 'away' : failure.code === 'TOO_BUSY' ? 'busy' : undefined
  const hasTyped = typed?.names.some(name => name !== FORM_TOKEN_FIELD) === true
  if (!why && !hasTyped) return explain(failed, failure)
  const apology = unavailable(failed, failure)
  const about = told(language, { seconds: failure.retryAfterSeconds, now: world.now(), reference: apology.reference ?? '' })
  const drawn = hasTyped
    ? keptPage(visit, typed, { told: about, why: why ?? 'busy' })
    : why === 'away'
      ? awayPage(visit, about)
      : busyPage(visit, about)
  return { ...drawn, ...retrying(apology) } as PageReply & Reply
}

/** The same for a program that was promised JSON. @see RFC 9457, problem details for HTTP */
export function explainToProgram(failed: Failed, failure: unknown): DataReply & Reply {
  const apology = apologyFor(failed, failure)
  const { status, code, title, text: detail, reference } = apology
  const body = JSON.stringify({ status, code, title, detail, ...(reference === undefined ? {} : { reference }) })
  return { ...data('application/problem+json', body, status), ...retrying(apology) }
}

function apologyFor(failed: Failed, failure: unknown): Apology {
  const t = words(failed.language)
  if (failure instanceof Refusal) {
    const { status, code, say } = failure
    return { status, code, title: t(status === 404 ? 'not-there-title' : 'refused-title'), text: say(failed.language) }
  }
  return failure instanceof Unavailable ? unavailable(failed, failure) : broken(failed, failure)
}

function unavailable({ world, request, language, crowd }: Failed, { code, retryAfterSeconds, cause }: Unavailable): Apology {
  const t = words(language)
  // Those whom a crowd turns away stand in the log together, under one reference.
  const reference = code === 'TOO_BUSY' && crowd ? crowd.reference() : newReferenceOf()
  if (code !== 'TOO_BUSY')
    world.log.warn({ reference, ...placeOf(request), code, error: traceOf(cause) }, 'a request met something that did not answer')
  const text = t('unavailable-text', { seconds: retryAfterSeconds })
  return { status: 503, code, title: t('unavailable-title'), text, retryAfterSeconds, reference }
}

function newReferenceOf(): string {
  return randomBytes(5).toString('hex')
}

function broken({ world, request, language }: Failed, failure: unknown): Apology {
  const t = words(language)
  const reference = newReferenceOf()
  world.log.error({ reference, ...placeOf(request), error: traceOf(failure) }, 'a request failed')
  return { status: 500, code: reference, title: t('broken-title'), text: t('broken-text', { reference }), reference }
}

function retrying({ retryAfterSeconds, reference }: Apology): Pick<Reply, 'headers'> {
  const headers: Record<string, string> = {}
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds)
  if (reference !== undefined) headers['portico-reference'] = reference
  return { headers }
}

function placeOf(request: FastifyRequest): Pick<LogFacts, 'route' | 'method' | 'trace'> {
  const trace = presentTrace()
  return { route: request.routeOptions.url ?? 'none', method: request.method, ...(trace === undefined ? {} : { trace }) }
}
