import { createHmac } from 'node:crypto'
import { readable } from './ids.ts'
import type { Keys } from './keys.ts'

const LETTERS = 12

/**
 * What somebody is called towards one reader, such as `P-7K3M-X2QD-9FHT`: always the same there, another towards every other, and nobody
 * without the key can tell whom it means. 57 bits: of ten million people the chance that any two are called the same is 1 in 4,000.
 */
export function pseudonymOf({ keys }: { readonly keys: Keys }, { person, within }: { person: string; within: string }): string {
  const readersOwn = createHmac('sha256', keys.steady.pseudonyms).update(`within ${within}`).digest()
  return `P-${readable(createHmac('sha256', readersOwn).update(person).digest(), LETTERS)}`
}
