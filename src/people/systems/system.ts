import type { JWK } from 'jose'
import { Refusal } from '#platform'
import { words } from '../words.ts'

export type SystemId = string

/** Another department's program, let in by an operator for some services of its agency. */
export interface System {
  readonly id: SystemId
  readonly name: string
  readonly agency: string
  readonly services: readonly string[]
}

/** A system as it is kept, with the key its assertions are signed by. */
export interface RegisteredSystem extends System {
  readonly publicKey: JWK
  readonly registeredAt: Date
  readonly revokedAt: Date | null
}

/** For whom systems are looked up and let in. */
export const SYSTEMS = 'system people.systems'

/** How long a token lets a system in. */
export const TOKEN_SECONDS = 3_600

export function tokenNotTaken(): Refusal {
  return new Refusal('TOKEN_NOT_TAKEN', 401, language => words(language)('token-not-taken'))
}
