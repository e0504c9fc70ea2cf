import type { Readable } from 'node:stream'
import type { VNode } from 'preact'

/** What a route answers, as data; the server turns it into bytes. */
export type Reply = (PageReply | RedirectReply | DataReply) & {
  readonly cookies?: readonly Cookie[]
  readonly headers?: Readonly<Record<string, string>>
}

export interface PageReply {
  readonly kind: 'page'
  readonly status: number
  readonly title: string
  readonly body: VNode
  /** Where "back" leads, when the page is one step of many. */
  readonly back?: string | undefined
  /** Marks the page as a step of a journey: no navigation that would lead away. */
  readonly focused?: boolean | undefined
  /** After how many seconds the page is fetched again where no script does so. */
  readonly refreshSeconds?: number | undefined
}

export interface RedirectReply {
  readonly kind: 'redirect'
  readonly status: 303
  readonly to: string
}

export interface DataReply {
  readonly kind: 'data'
  readonly status: number
  readonly type: string
  /** A stream is sent as it comes; one that fails breaks off, so that half of it does not pass for the whole. */
  readonly body: string | Buffer | Readable
}

/** A cookie to set, or with `maxAgeSeconds: 0` to forget. Always HttpOnly, SameSite=Lax and, over https, Secure with `__Host-`. */
export interface Cookie {
  readonly name: string
  readonly value: string
  readonly maxAgeSeconds?: number
}

/** A page of our own; `title` becomes the document's title. */
export function page(
  body: VNode,
  about: { title: string; status?: number; back?: string | undefined; focused?: boolean; refreshSeconds?: number },
): Reply & PageReply {
  return { kind: 'page', status: 200, body, ...about }
}

/** "See there": the answer to every POST that worked, so that reloading repeats nothing. @param to  what is not ASCII is encoded */
export function redirect(to: string, extra: Pick<Reply, 'cookies'> = {}): Reply & RedirectReply {
  return { kind: 'redirect', status: 303, to: to.replace(/[^\x21-\x7e]+/g, encodeURIComponent), ...extra }
}

export function json(value: unknown, status = 200): Reply & DataReply {
  return { kind: 'data', status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}

export function data(type: string, body: DataReply['body'], status = 200): Reply & DataReply {
  return { kind: 'data', status, type, body }
}
