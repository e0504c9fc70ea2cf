/** How a part of the service does. Slow is also what works, but not as it should: a register that is away, so that people type. */
export const states = ['working', 'slow', 'down'] as const
export type State = (typeof states)[number]

/** What is told of by itself: `website`, `saving`, `sign-in`, `register:tax`, `service:child-benefit`. */
export type PartId = string

/** The worse of two. */
export function worse(one: State, other: State): State {
  return states.indexOf(one) > states.indexOf(other) ? one : other
}

/** What one process sees, and what each service leans on. */
export interface Seen {
  readonly pressure: number
  readonly waiting: number
  readonly isDatabaseAway: boolean
  readonly signIn: State
  readonly registers: ReadonlyMap<string, State>
  /** The registers each service asks. */
  readonly services: ReadonlyMap<string, readonly string[]>
}

/** How every part does, as one process sees it. Pure. */
export function partsSeen({ pressure, waiting, isDatabaseAway, signIn, registers, services }: Seen): Map<PartId, State> {
  const website: State = pressure >= 1 || waiting > 0 ? 'slow' : 'working'
  const saving: State = isDatabaseAway ? 'down' : 'working'
  const parts = new Map<PartId, State>([
    ['website', website],
    ['saving', saving],
    ['sign-in', signIn],
  ])
  for (const [register, state] of registers) parts.set(`register:${register}`, state)
  for (const [service, asked] of services) {
    const isHampered = website === 'slow' || asked.some(register => (registers.get(register) ?? 'working') !== 'working')
    parts.set(`service:${service}`, worse(saving, isHampered ? 'slow' : 'working'))
  }
  return parts
}

/** All that several processes see, each part as the worst of them sees it. */
export function together(seen: readonly ReadonlyMap<PartId, State>[]): Map<PartId, State> {
  const all = new Map<PartId, State>()
  for (const parts of seen) for (const [part, state] of parts) all.set(part, worse(all.get(part) ?? 'working', state))
  return all
}
