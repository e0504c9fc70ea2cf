import { as, type Gate, isSecret, type World } from '#platform'
import { tokenIndex } from './give-token.ts'
import { SYSTEMS, type System, tokenNotTaken } from './system.ts'
import { systemWithToken } from './system-store.ts'

/** How long a token that was found good is not looked up again: a revocation takes effect at the latest after this. */
const FRESH_MS = 1_000
const KNOWN_MAX = 1_000

interface Known {
  readonly system: System & { readonly endsAt: Date }
  readonly readAt: number
}

const known = new Map<string, Known>()

/** Lets a registered system in by its bearer token. @see RFC 6750 */
export const system: Gate<World, System> = {
  name: 'registered system',
  async admit(world, { authorization }) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
    if (!isSecret(token)) throw tokenNotTaken()
    const index = tokenIndex(world, token)
    const now = world.now().getTime()
    const before = known.get(index)
    if (before && Math.abs(now - before.readAt) < FRESH_MS && before.system.endsAt.getTime() > now) return before.system
    known.delete(index)
    const found = await systemWithToken(as(world, SYSTEMS), index)
    if (!found) throw tokenNotTaken()
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(index, { system: found, readAt: now })
    return found
  },
  // What it does for people is done by the piece of the program that writes what systems send, and by no right of its own.
  actsAs: () => 'system journeys.submissions',
}
