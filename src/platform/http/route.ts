import type { LimitName } from '../crowd/limits.ts'
import type { Urgency } from '../crowd/urgency.ts'
import { type Actor, as } from '../database/actor.ts'
import type { Language } from '../i18n/language.ts'
import type { OnBehalf, World } from '../world.ts'
import type { Fields } from './fields.ts'
import { sendAfterwards } from './pages.tsx'
import type { Reply } from './reply.ts'
import { FORM_TOKEN_FIELD } from './visit.ts'

/** One request as everybody below HTTP sees it. */
export interface Visit {
  readonly method: string
  readonly path: string
  /** Path and query as they were sent. */
  readonly url: string
  readonly query: Readonly<Record<string, string | undefined>>
  readonly language: Language
  /** The secret of this browser's cookie: what a session and a form token are bound to. Never logged. */
  readonly secret: string
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** The Authorization header as sent, or an empty text. Never logged. */
  readonly authorization: string
  /** The Idempotency-Key header as sent, or an empty text: what a program that sends something again names it by. */
  readonly idempotencyKey?: string
  /** What the browser calls itself; anybody can call theirs anything. Never logged. */
  readonly agent?: string
  /** The hidden field's value that proves a form was drawn by us for this browser. */
  readonly formToken: string
}

/**
 * Who may call a route: `admit` returns the caller, or throws a Refusal, or says where to go first.
 * It is given a world that sees nobody's rows; the route is given one that sees what `actsAs` may.
 */
export interface Gate<W extends World, Caller> {
  readonly name: string
  admit(world: W, visit: Visit): Promise<Caller | GoFirst>
  /** For whom the database is asked once they are in. */
  actsAs(caller: Caller): Actor
  /** For whom the caller acts, if for somebody else: all that the route does is told of them. */
  onBehalf?(caller: Caller): OnBehalf | undefined
}

/** The gate that stands open and asks nothing: for what is not about anybody, such as public keys and health. */
export const everyone: Gate<World, null> = { name: 'everyone', admit: async () => null, actsAs: () => 'nobody' }

/** Why the caller has to go elsewhere first: nobody is signed in, or not surely enough, or they act for somebody else. */
export type FirstBecause = 'signed-out' | 'unsure' | 'acting'

/** Sends the caller elsewhere before the route is answered: to sign in, to step up, to be themselves again. */
export class GoFirst {
  readonly reply: Reply
  readonly because: FirstBecause
  constructor(reply: Reply, because: FirstBecause = 'signed-out') {
    this.reply = reply
    this.because = because
  }
}

export interface Ask<W extends World, Caller, Form> {
  readonly world: W
  readonly who: Caller
  readonly visit: Visit
  readonly params: Readonly<Record<string, string>>
  readonly form: Form
}

export interface RouteOptions<W extends World, Caller, Form> {
  /** Who may call it; a route that does not say does not compile. */
  readonly who: Gate<W, Caller>
  /** Reads the fields of a form; throws a Refusal when they cannot be what our own page sends. */
  readonly form?: (fields: Fields) => Form
  /** Takes JSON from a program instead of a form; whatever fails is then answered in JSON too. */
  readonly json?: (value: unknown) => Form
  /** Largest body taken, in bytes. */
  readonly bodyBytes?: number
  /** Takes `multipart/form-data` too: how large one file may be, and all that is sent together. */
  readonly files?: FilesTaken
  /** `elsewhere`: another program sends it, not a form of ours; the request itself must then prove who sends it. */
  readonly from?: 'elsewhere'
  /** How long it is let through when there is too much to do; what is not said follows from who may call it and what it takes. */
  readonly urgency?: Urgency
  /** A limit by browser and by address, besides that of all requests. */
  readonly limit?: LimitName
  /** What takes long: only so many at a time, the others wait their turn, and nobody for ever. */
  readonly slow?: SlowKind
  answer(ask: Ask<W, Caller, Form>): Promise<Reply> | Reply
}

/** What is slow is done a few at a time, each kind by itself. */
export type SlowKind = 'exports' | 'imports'

export interface FilesTaken {
  readonly fileBytes: number
  readonly bodyBytes: number
}

/** A route with its caller and form types closed over: the server sees only requests in and replies out. */
export interface Route<W extends World = World> {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly who: string
  readonly bodyBytes: number
  readonly files: FilesTaken | undefined
  readonly from: 'our-forms' | 'elsewhere'
  readonly takes: 'form' | 'json'
  readonly urgency: Urgency
  readonly limit: LimitName | undefined
  readonly slow: SlowKind | undefined
  answer(ask: Asked<W>): Promise<Answered>
}

/** What the server gives a route. `admitted` hears who the caller is, for the page around an answer that fails after that. */
export interface Asked<W extends World> {
  readonly world: W
  readonly visit: Visit
  readonly params: Readonly<Record<string, string>>
  readonly fields: Fields
  readonly json?: unknown
  readonly admitted?: (caller: unknown) => void
}

/** A reply, and the caller to whom it is shown, so that the page around it can name them. */
export interface Answered {
  readonly reply: Reply
  readonly caller?: unknown
}

/** Elsewhere first; what a form brought along is kept on a page, to be sent when they come back. */
function goFirst({ reply, because }: GoFirst, visit: Visit, fields: Fields): Reply {
  const hasTyped = fields.names.some(name => name !== FORM_TOKEN_FIELD)
  return hasTyped && reply.kind === 'redirect' ? sendAfterwards(visit, fields, { to: reply.to, because }) : reply
}

const BODY_BYTES = 64 * 1024

function urgencyOf<W extends World, C, F>(method: string, { json, who }: RouteOptions<W, C, F>): Urgency {
  if (json || (who.name === everyone.name && method === 'GET')) return 'program'
  return method === 'POST' ? 'under-way' : 'reading'
}

/** A module's way of writing routes over its own world: `const route = routesOf<CasesWorld>()`. */
export function routesOf<W extends World>(all: { readonly urgency?: Urgency } = {}) {
  return function route<Caller, Form = Fields>(
    pattern: `${'GET' | 'POST'} /${string}`,
    options: RouteOptions<W, Caller, Form>,
  ): Route<W> {
    const [method, path] = pattern.split(' ') as ['GET' | 'POST', string]
    return {
      method,
      path,
      who: options.who.name,
      bodyBytes: options.bodyBytes ?? BODY_BYTES,
      files: options.files,
      from: options.from ?? 'our-forms',
      takes: options.json ? 'json' : 'form',
      urgency: options.urgency ?? all.urgency ?? urgencyOf(method, options),
      limit: options.limit ?? (options.json ? 'programs' : undefined),
      slow: options.slow,
      async answer({ world, visit, params, fields, json, admitted }) {
        const who = await options.who.admit(world, visit)
        if (who instanceof GoFirst) return { reply: goFirst(who, visit, fields) }
        admitted?.(who)
        const form = options.json ? options.json(json) : options.form ? options.form(fields) : (fields as Form)
        const onBehalf = options.who.onBehalf?.(who)
        const seen = as(world, options.who.actsAs(who))
        const inside = onBehalf ? { ...seen, onBehalf } : seen
        return { reply: await options.answer({ world: inside, who, visit, params, form }), caller: who }
      },
    }
  }
}
