import { newId } from '../ids.ts'
import { blindIndex, blindIndexes, sealText, steadyIndex } from '../keys.ts'
import type { World } from '../world.ts'

/** An identifier as the vault keeps it; everywhere else stands its token. */
export interface Entry {
  readonly token: string
  readonly kind: string
  readonly sealedValue: string
  readonly valueIndex: string
}

/** The same id for the same identifier in the same matter, so that saying a thing twice is saying it once. */
export function entryId({ keys }: Pick<World, 'keys'>, { kind, value, about }: Identifier & { about: string }): string {
  const digest = Buffer.from(steadyIndex({ keys }, `entry ${kind} ${about} ${value}`), 'base64url').toString('hex')
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

interface Identifier {
  /** Such as `bank-account`. */
  readonly kind: string
  readonly value: string
}

/** Seals an identifier at the door. */
export function newEntry(world: Pick<World, 'keys'>, { kind, value, token = newId() }: Identifier & { token?: string }): Entry {
  return { token, kind, sealedValue: sealText(world, value), valueIndex: blindIndex(world, spoken({ kind, value })) }
}

/** The fingerprints under which an identifier may stand in the vault: two while keys are being changed. */
export function entryIndexes(world: Pick<World, 'keys'>, identifier: Identifier): string[] {
  return blindIndexes(world, spoken(identifier))
}

function spoken({ kind, value }: Identifier): string {
  return `${kind} ${value}`
}
