import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isLanguage, preferredLanguage } from '../i18n/language.ts'
import { newSecret } from '../ids.ts'
import type { Keys } from '../keys.ts'
import { readFields } from './fields.ts'
import type { Cookie } from './reply.ts'
import type { Visit } from './route.ts'

export const FORM_TOKEN_FIELD = 'form-token'
export const BROWSER_COOKIE = 'portico'
const LANGUAGE_COOKIE = 'language'
const YEAR_SECONDS = 31_536_000
const COOKIE_BYTES = 8_192

/** Reads a request into a visit, and the cookies that this browser should get from now on. */
export function readVisit(
  request: FastifyRequest,
  { keys, secure }: { keys: Keys; secure: boolean },
): { visit: Visit; cookies: Cookie[] } {
  const cookies = readCookies(request.headers.cookie, secure)
  const fresh: Cookie[] = []
  const [path, search = ''] = split(request.raw.url ?? '/')
  const query = readFields(Buffer.from(search, 'latin1')).one
  const secret = cookies[BROWSER_COOKIE] ?? keep(fresh, { name: BROWSER_COOKIE, value: newSecret() })
  const chosen = isLanguage(query.language)
    ? keep(fresh, { name: LANGUAGE_COOKIE, value: query.language, maxAgeSeconds: YEAR_SECONDS })
    : cookies[LANGUAGE_COOKIE]
  const language = isLanguage(chosen) ? chosen : preferredLanguage(request.headers['accept-language'])
  const visit = {
    method: request.method,
    path,
    url: request.raw.url ?? '/',
    query,
    language,
    secret,
    cookies,
    authorization: request.headers.authorization ?? '',
    formToken: formTokenFor(keys, secret),
  }
  return { visit, cookies: fresh }
}

/** The token that proves a form was drawn by us for the browser holding this secret. */
export function formTokenFor(keys: Keys, secret: string): string {
  return createHmac('sha256', keys.form).update(secret).digest('base64url')
}

/** A cookie's name on the wire: over https only this very host may have set it. */
export function wireName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}

/** A cookie as a Set-Cookie header. */
export function writeCookie({ name, value, maxAgeSeconds }: Cookie, secure: boolean): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  return `${wireName(name, secure)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${age}`
}

function readCookies(header: string | undefined, secure: boolean): Record<string, string | undefined> {
  const found = Object.create(null) as Record<string, string>
  if (!header || header.length > COOKIE_BYTES) return found
  const prefix = wireName('', secure)
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && name.startsWith(prefix)) found[name.slice(prefix.length)] ??= pair.slice(at + 1).trim()
  }
  return found
}

function split(url: string): [string, string | undefined] {
  const at = url.indexOf('?')
  return at < 0 ? [url, undefined] : [url.slice(0, at), url.slice(at + 1)]
}

function keep(cookies: Cookie[], cookie: Cookie): string {
  cookies.push(cookie)
  return cookie.value
}
