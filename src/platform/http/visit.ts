import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../errors.ts'
import { isLanguage, type Language, preferredLanguage } from '../i18n/language.ts'
import { isSecret, newSecret } from '../ids.ts'
import { type DataKey, type Keys, sameText } from '../keys.ts'
import { remember } from '../remember.ts'
import { readCookies } from './cookies.ts'
import { noFields, readQuery } from './fields.ts'
import type { Cookie } from './reply.ts'
import type { Visit } from './route.ts'
import { words } from './words.ts'

export const FORM_TOKEN_FIELD = 'form-token'
export const BROWSER_COOKIE = 'portico'
const LANGUAGE_COOKIE = 'language'
const YEAR_SECONDS = 31_536_000

/** A request read into a visit, the cookies this browser gets from now on, and what is wrong with its address, if anything. */
export interface Arrival {
  readonly visit: Visit
  readonly cookies: readonly Cookie[]
  readonly fault: Refusal | undefined
}

/** Reads a request. It never throws: even a damaged address gets a page, in the visitor's language. */
export function readVisit(request: FastifyRequest, { keys, secure }: { keys: Keys; secure: boolean }): Arrival {
  const fresh: Cookie[] = []
  const cookies = readCookies(request.headers.cookie, secure)
  const address = readAddress(request.raw.url ?? '/')
  const secret = keepSecret(cookies, fresh)
  const visit: Visit = {
    method: request.method,
    path: address.path,
    url: address.url,
    query: address.query,
    language: chooseLanguage({ asked: address.query.language, cookies, header: request.headers['accept-language'] }, fresh),
    secret,
    cookies,
    authorization: request.headers.authorization ?? '',
    idempotencyKey: String(request.headers['idempotency-key'] ?? ''),
    agent: request.headers['user-agent'] ?? '',
    formToken: formTokenFor(keys.latest, secret),
  }
  return { visit, cookies: fresh, fault: address.fault }
}

interface Address extends Pick<Visit, 'path' | 'url' | 'query'> {
  readonly fault?: Refusal
}

// Pages link and forms point to `url` as it stands: `//elsewhere` and `http://elsewhere` would lead away.
function readAddress(url: string): Address {
  if (!/^\/(?![/\\])/.test(url)) return damagedAddress()
  const at = url.indexOf('?')
  if (at < 0) return { url, path: url, query: noFields.one }
  try {
    return { url, path: url.slice(0, at), query: readQuery(url.slice(at + 1)) }
  } catch {
    return damagedAddress()
  }
}

function damagedAddress(): Address {
  const fault = new Refusal('ADDRESS_DAMAGED', 400, language => words(language)('address-damaged'))
  return { url: '/', path: '/', query: noFields.one, fault }
}

// A secret that we did not make ourselves may be known to whoever planted it.
function keepSecret(cookies: Record<string, string | undefined>, fresh: Cookie[]): string {
  const kept = cookies[BROWSER_COOKIE]
  if (kept !== undefined && isSecret(kept)) return kept
  delete cookies[BROWSER_COOKIE]
  const value = newSecret()
  fresh.push({ name: BROWSER_COOKIE, value })
  return value
}

/** The language a request would be answered in; what needs to be known of it before it is read. */
export function languageOf({ raw, headers }: FastifyRequest, secure: boolean): Language {
  const asked = /[?&]language=(\w+)/.exec(raw.url ?? '')?.[1]
  return chooseLanguage({ asked, cookies: readCookies(headers.cookie, secure), header: headers['accept-language'] }, [])
}

interface Wish {
  readonly asked: string | undefined
  readonly cookies: Record<string, string | undefined>
  readonly header: string | undefined
}

function chooseLanguage({ asked, cookies, header }: Wish, fresh: Cookie[]): Language {
  if (isLanguage(asked)) {
    fresh.push({ name: LANGUAGE_COOKIE, value: asked, maxAgeSeconds: YEAR_SECONDS })
    return asked
  }
  const kept = cookies[LANGUAGE_COOKIE]
  return isLanguage(kept) ? kept : preferredLanguage(header)
}

const tokensOf = new WeakMap<DataKey, (secret: string) => string>()
const TOKENS_MOST = 10_000

/** The token that proves a form was drawn by us for the browser holding this secret. */
function formTokenFor(key: DataKey, secret: string): string {
  const known = tokensOf.get(key)
  if (known) return known(secret)
  const tokenFor = remember(TOKENS_MOST, (secret: string) => createHmac('sha256', key.form).update(secret).digest('base64url'))
  tokensOf.set(key, tokenFor)
  return tokenFor(secret)
}

/** Whether a token is ours: that of the current key, or of one before it, for pages drawn before keys were changed. */
export function isOurToken(token: string, { formToken, secret }: Pick<Visit, 'formToken' | 'secret'>, { known }: Keys): boolean {
  return (
    sameText(token, formToken) || (known.size > 1 && [...known.values()].some(key => sameText(token, formTokenFor(key, secret))))
  )
}
