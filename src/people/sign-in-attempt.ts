import { hash } from 'node:crypto'
import { type Cookie, openText, sealText, type Visit, type World } from '#platform'
import type { SignInMemory } from './adapters/sign-in.ts'

/** A sign-in under way: what the provider's adapter remembers, and where the person was going. */
export interface SignInAttempt {
  readonly memory: SignInMemory
  readonly goal: string
}

const PREFIX = 'sign-in-'
const LASTS_SECONDS = 600
const MOST_AT_ONCE = 4

/** Keeps an attempt in this browser alone, sealed, for ten minutes; the oldest give way when many tabs sign in at once. */
export function keepAttempt(world: World, visit: Visit, attempt: SignInAttempt): Cookie[] {
  const sealed = sealText(world, JSON.stringify({ ...attempt, startedAt: world.now().getTime() }))
  const others = Object.keys(visit.cookies).filter(name => name.startsWith(PREFIX))
  const giveWay = others.slice(0, Math.max(0, others.length - MOST_AT_ONCE + 1)).map(forget)
  return [...giveWay, { name: cookieFor(attempt.memory.state), value: sealed, maxAgeSeconds: LASTS_SECONDS }]
}

/** The attempt that a `state` belongs to, if this browser began it within the last ten minutes. */
export function attemptFor(world: World, visit: Visit, state: string): SignInAttempt | undefined {
  const kept = openAttempt(world, visit.cookies[cookieFor(state)])
  const isFresh = kept !== undefined && world.now().getTime() - kept.startedAt < LASTS_SECONDS * 1000
  return isFresh && kept.memory.state === state ? kept : undefined
}

/** Takes the attempt out of the browser. */
export function forgetAttempt(state: string): Cookie {
  return forget(cookieFor(state))
}

function forget(name: string): Cookie {
  return { name, value: '', maxAgeSeconds: 0 }
}

// A state is random enough that its digest needs no key, and so stays the same while keys are changed.
function cookieFor(state: string): string {
  return PREFIX + hash('sha256', `sign-in ${state}`, 'base64url').slice(0, 12)
}

function openAttempt(world: World, sealed: string | undefined): (SignInAttempt & { startedAt: number }) | undefined {
  if (!sealed) return undefined
  try {
    return JSON.parse(openText(world, sealed))
  } catch {
    return undefined
  }
}
