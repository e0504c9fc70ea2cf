import { randomBytes } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { OpenSite } from './town.ts'

/** Somebody with a browser: signed in, or not. */
export interface Caller {
  readonly name: string
  get(url: string): Promise<LightMyRequestResponse>
  /** Sends a form, also with fields of its own. Its token is this browser's own unless `token` says otherwise; `headers` may say where it comes from. */
  post(url: string, more?: Sent): Promise<LightMyRequestResponse>
}

interface Sent {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly fields?: Readonly<Record<string, string>>
}

const DRAWS_A_FORM = '/services/childcare-place/eligibility'

/** @param secret of a session; without one the browser has a cookie that means nothing */
export async function callerOf({ app }: OpenSite, name: string, secret = randomBytes(32).toString('base64url')): Promise<Caller> {
  const cookie = `portico=${secret}`
  const get = (url: string) => app.inject({ method: 'GET', url, headers: { cookie } })
  const own = formTokenIn((await get(DRAWS_A_FORM)).body)
  return {
    name,
    get,
    post: (url, { token = own, headers = {}, fields = {} } = {}) =>
      app.inject({
        ...{ method: 'POST', url, payload: new URLSearchParams({ ...SAID, ...fields, 'form-token': token }).toString() },
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
  }
}

/** Fields enough for any form to do its work if it were let. */
const SAID = {
  ...{
    outcome: 'granted',
    reason: 'Because an intruder says so',
    ease: '1',
    effectiveness: '1',
    language: 'fr',
    declared: 'yes',
  },
  ...{ address: 'intruder@example.org', key: '00000000-0000-4000-8000-000000000000', digest: 'x', logout_token: 'not.a.token' },
  ...{ 'vehicle.plate': 'INTRUDER', 'vehicle.keeper': 'mine', 'permit.zone': 'hill' },
}

export function formTokenIn(html: string): string {
  return /name="form-token" value="([^"]+)"/.exec(html)?.[1] ?? ''
}

/** An answer as it may be compared with another: without what is this browser's or this object's alone. */
export function plain(answer: LightMyRequestResponse, names: readonly string[]): string {
  const { 'content-length': _, date: __, ...headers } = answer.headers
  const text = JSON.stringify([answer.statusCode, headers, answer.body.replaceAll(/(name="form-token" value=")[^"]+/g, '$1')])
  return names.reduce((so, name) => so.replaceAll(encodeURIComponent(name), '·').replaceAll(name, '·'), text)
}
