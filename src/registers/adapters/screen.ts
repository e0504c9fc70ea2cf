import { createHash } from 'node:crypto'
import type { ScreenScript, Step } from '../old/schema.ts'
import type { Exchange } from './exchange.ts'
import { type Finding, guardedExchange, type Limits, type NumberedQuestion } from './guarded-exchange.ts'
import { matchPath } from './match-path.ts'
import { plainLabel } from './read-html.ts'
import { readTexts } from './read-text.ts'
import { filled, openScreen, type Seen, StepFault, type Walker } from './screen-walker.ts'
import type { ClientCertificate, TrustFault } from './trust.ts'
import { WireFailure } from './wire.ts'

export interface ScreenSettings extends Limits {
  readonly script: ScreenScript
  readonly address: URL
  /** Filled in where the script says `{user}` and `{password}`. */
  readonly user?: string
  readonly password?: string
  /** For all steps of one question together, signing in included. */
  readonly timeoutMs?: number
  /** Of one page. */
  readonly maxBytes?: number
  readonly certificate?: () => ClientCertificate
  readonly tell?: (fault: TrustFault) => void
}

const MEBIBYTE = 1024 * 1024

/**
 * Asks a register that has only screens, by using them as its clerks do: sign in, fill in, follow, read what stands beside a label. One
 * question at a time, since an old screen remembers where its user is; the session is kept between questions.
 */
export function screenExchange(settings: ScreenSettings): Exchange {
  const {
    script,
    address,
    timeoutMs = 2000,
    maxBytes = MEBIBYTE,
    certificate,
    user = '',
    password = '',
    tell = () => {},
  } = settings
  const walker = openScreen({ address, timeoutMs, maxBytes, ...(certificate ? { certificate } : {}) })
  let before: Promise<unknown> = Promise.resolve()
  return guardedExchange(settings, question => () => {
    const until = performance.now() + timeoutMs
    const mine = before.then(() => answer({ walker, script, until, known: { user, password } }, question))
    before = mine.catch(() => {})
    return within(until, mine).catch(error => {
      walker.forget()
      return asFinding(error, tell)
    })
  })
}

interface Asking {
  readonly walker: Walker
  readonly script: ScreenScript
  /** By the clock of `performance.now()`: no step begins after it. */
  readonly until: number
  readonly known: Readonly<Record<string, string>>
  /** Whether a page leaves nothing more to do. */
  readonly isEnd?: (seen: Seen) => boolean
}

async function answer(asking: Asking, { method, path }: NumberedQuestion): Promise<Finding> {
  for (const { get, steps, gives, 'nothing-when': nothing, 'must-show': proof } of asking.script.answers) {
    const values = method === 'GET' ? matchPath(get, path) : undefined
    if (!values) continue
    const isNothing = ({ screen }: Seen) => nothing.some(words => screen.text.includes(words))
    const seen = await signedIn({ ...asking, known: { ...asking.known, ...values }, isEnd: isNothing }, steps)
    const requestHash = `sha256-${createHash('sha256').update(seen.screen.text).digest('hex')}`
    if (isNothing(seen)) return { kind: 'answered', status: 404, json: null, requestHash }
    // An old screen may show what was asked before: it is believed only where it names who was asked for.
    if (!seen.screen.text.includes(filled(proof, values))) return { kind: 'unavailable', reason: 'nonsense' }
    const row = readTexts(gives, name => seen.screen.cells.get(plainLabel(name)))
    if (row === 'unfit' || Object.keys(row).length === 0) return { kind: 'unavailable', reason: 'nonsense' }
    return { kind: 'answered', status: 200, json: row, requestHash }
  }
  return { kind: 'refused', status: 404, fault: 'not-on-the-screen' }
}

/** Walks the steps; a session that has ended meanwhile is begun again, once. */
async function signedIn(asking: Asking, steps: readonly Step[]): Promise<Seen> {
  const { 'log-in': logIn, 'logged-in-when': sign } = asking.script
  const isIn = (seen: Seen) => !sign || seen.screen.text.includes(sign)
  if (!logIn) return walk(asking, steps)
  if (asking.walker.hasSession()) {
    const seen = await walk(asking, steps).catch(error => {
      if (error instanceof StepFault) return undefined
      throw error
    })
    if (seen && isIn(seen)) return seen
  }
  asking.walker.forget()
  if (!isIn(await walk(asking, logIn))) throw new StepFault('not-let-in')
  return walk(asking, steps)
}

async function walk({ walker, until, known, isEnd = () => false }: Asking, steps: readonly Step[]): Promise<Seen> {
  let seen: Seen | undefined
  for (const step of steps) {
    const leftMs = until - performance.now()
    if (leftMs <= 0) throw new WireFailure('timeout')
    seen = await within(until, walker.take(step, { seen, known }))
    if (seen.status === 401 || seen.status === 403) throw new StepFault('not-let-in')
    if (seen.status >= 400 && seen.status !== 404) throw new StepFault('error-status')
    if (isEnd(seen)) break
  }
  return seen!
}

async function within<T>(until: number, act: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new WireFailure('timeout')), Math.max(0, until - performance.now()))
  try {
    return await Promise.race([act, late])
  } finally {
    clearTimeout(timer)
  }
}

function asFinding(error: unknown, tell: (fault: TrustFault) => void): Finding {
  if (error instanceof StepFault) {
    if (error.fault === 'not-let-in') return { kind: 'refused', status: 403, fault: 'not-let-in' }
    return { kind: 'unavailable', reason: error.fault }
  }
  if (!(error instanceof WireFailure)) throw error
  if (!error.trust) return { kind: 'unavailable', reason: error.fault }
  tell(error.trust)
  return { kind: 'unavailable', reason: 'untrusted', fault: error.trust }
}
