import { generateKeyPairSync } from 'node:crypto'
import { transaction } from '../../database/transaction.ts'
import { record } from '../../events/record.ts'
import { newId } from '../../ids.ts'
import type { World } from '../../world.ts'
import { type LogKey, logKey } from '../log-keys.ts'
import type { SealingWorld } from '../seal.ts'

export const newLogKey = (): LogKey => logKey(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }))

/** A world in which the log can be sealed, under a key of its own. */
export function sealing<W extends World>(world: W, keys: readonly LogKey[] = [newLogKey()]): W & SealingWorld {
  return { ...world, sealing: { origin: 'portico.example/log', keys } }
}

/** Writes so many acts, each about something else, in one transaction. */
export async function act(world: World, count: number): Promise<void> {
  const person = newId()
  const event = (at: number) => ({
    ...{ kind: 'case.viewed' as const, about: newId(), by: `officer-${at % 7}`, facts: { service: 'birth', version: at } },
    ...(at % 3 === 0 ? {} : { person }),
  })
  await transaction(world, tx => record(tx, ...Array.from({ length: count }, (_, at) => event(at))))
}
