import { type Connection, type Database, run, sql } from '#platform'
import { keyEncryptions } from '../key-ring/adapters/index.ts'
import { destroyKey, rotateKeys } from '../key-ring/change-keys.ts'
import { type KeyRing, openKeyRing } from '../key-ring/open-key-ring.ts'
import { resealStretch } from '../key-ring/reseal.ts'
import type { World } from '../world.ts'

const encryption = keyEncryptions.rootSecret({ secret: 'a root secret only ever used by tests' })

/** The same world with keys that change. */
export async function withKeyRing<W extends World & { readonly db: Database }>(
  world: W,
): Promise<W & { readonly keys: KeyRing }> {
  return { ...world, keys: await openKeyRing(world.db as Connection, encryption) }
}

/** Changes the data key as an operator does: a new one, all sealed anew, and the old one destroyed as if an hour had passed. */
export async function changeDataKey(world: World & { readonly keys: KeyRing }): Promise<void> {
  const old = world.keys.current.id
  const made = await rotateKeys(world, encryption, { afterSeconds: 0 })
  if ('why' in made) throw new Error(made.why)
  await world.keys.refresh()
  while ((await resealStretch(world, made.id)) === 'more');
  await run(
    world,
    sql`update vault.data_key set made_at = made_at - interval '1 hour', active_from = active_from - interval '1 hour'`,
  )
  const kept = await destroyKey(world, old)
  if (kept) throw new Error(kept.why)
  await world.keys.refresh()
}
