import { Agent, type IncomingMessage, request } from 'node:http'
import { type CookieJar, cookieJar } from './cookie-jar.ts'
import type { Level } from './levels.ts'

const MOST_HOPS = 12
const TIME_LIMIT_MS = 10_000
const keepAlive = new Agent({ keepAlive: true, maxSockets: 64 })

interface SigningIn {
  /** Where a person clicks "Sign in", or the provider's own authorization address. */
  readonly start: URL
  readonly subject: string
  /** The level to choose; by default the one asked for. */
  readonly level?: Level
  readonly jar?: CookieJar
  /** Ends before this address is requested, such as at the service's callback. */
  readonly stopBefore?: URL
}

export interface Arrived {
  readonly jar: CookieJar
  readonly at: URL
  /** Undefined where it stopped before asking. */
  readonly status?: number
  readonly body?: string
}

interface Answer {
  readonly url: URL
  readonly status: number
  readonly body: string
  readonly location?: string
}

/** Does a browser's part of a sign-in: follows redirects with cookies, chooses the person, and comes back. */
export async function signIn({ start, subject, level, jar = cookieJar(), stopBefore }: SigningIn): Promise<Arrived> {
  const stops = (url: URL) => stopBefore !== undefined && url.origin === stopBefore.origin && url.pathname === stopBefore.pathname
  const asked = await follow({ jar, stops, url: start })
  const action = asked.body === undefined ? undefined : choiceIn(asked.body)
  if (action === undefined) return asked
  const form = new URLSearchParams({ subject, ...(level && { level }) })
  return follow({ jar, stops, url: new URL(action, asked.at), form: form.toString() })
}

/** Where the page posts the choice of a person to, if this is that page. */
function choiceIn(body: string): string | undefined {
  return body.includes('name="subject"') ? /<form method="post" action="([^"]+)"/.exec(body)?.[1] : undefined
}

interface Following {
  readonly jar: CookieJar
  readonly stops: (url: URL) => boolean
  readonly url: URL
  readonly form?: string
}

async function follow({ jar, stops, url, form }: Following): Promise<Arrived> {
  let at = url
  let body = form
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    if (stops(at)) return { jar, at }
    const answer = await send(jar, at, body)
    if (answer.location === undefined) return { jar, at, status: answer.status, body: answer.body }
    at = new URL(answer.location, at)
    body = undefined
  }
  throw new Error(`Signing in did not end after ${MOST_HOPS} redirects; the last one led to ${at.origin}${at.pathname}.`)
}

async function send(jar: CookieJar, url: URL, form?: string): Promise<Answer> {
  const answer = await answerTo(jar, url, form)
  let body = ''
  answer.setEncoding('utf8')
  for await (const part of answer) body += part
  jar.take(url, answer.headers['set-cookie'] ?? [])
  const status = answer.statusCode!
  return { url, status, body, location: status >= 300 && status < 400 ? answer.headers.location : undefined }
}

function answerTo(jar: CookieJar, url: URL, form?: string): Promise<IncomingMessage> {
  const cookie = jar.headerFor(url)
  const headers = {
    accept: 'text/html',
    ...(cookie && { cookie }),
    ...(form !== undefined && {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
      origin: url.origin,
    }),
  }
  return new Promise((answered, failed) => {
    const sent = request(
      url,
      { agent: keepAlive, method: form === undefined ? 'GET' : 'POST', headers, timeout: TIME_LIMIT_MS },
      answered,
    )
    sent.on('timeout', () => sent.destroy(new Error(`${url.origin} did not answer in ${TIME_LIMIT_MS} ms.`)))
    sent.on('error', failed)
    sent.end(form)
  })
}
