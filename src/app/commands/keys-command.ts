import {
  type Database,
  destroyKey,
  formatInstant,
  type ListedKey,
  listKeys,
  resealAgain,
  rewrapKeys,
  rotateKeys,
  type World,
} from '#platform'
import type { Config } from '../config.ts'
import { encryptionOf } from '../world.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico keys list
portico keys rotate        A new data key. It seals ten seconds from now, when every running program has it; then all that
                           is kept is sealed anew under it in the background. Nobody notices; it can be interrupted.
portico keys reseal        Begin the sealing anew once more, after a backup was brought back.
portico keys rewrap        After the root secret was changed (PORTICO_SECRET new, PORTICO_SECRET_BEFORE the one until now):
                           wrap every data key with the new one. Then PORTICO_SECRET_BEFORE is taken away.
portico keys destroy ID    Destroy a data key under which nothing stands any more. People who signed in before it was
                           replaced sign in again. Old backups still hold it, wrapped by the root secret of that time.
Portico must be running, or DATABASE_URL be set.`

type KeysWorld = World & { readonly db: Database }

/** `keys list`, `rotate`, `reseal`, `rewrap`, `destroy ID`. @returns the exit code: 1 when nothing was changed, for a reason that is said */
export async function keysCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, {})
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  const [verb, ...named] = read.named
  const act = VERBS[verb ?? '']
  if (!act || named.length !== (verb === 'destroy' ? 1 : 0)) return refuse(USAGE)
  return besideTheProgram(config, world => act(world, config, named[0] ?? ''))
}

const VERBS: Readonly<Record<string, (world: KeysWorld, config: Config, id: string) => Promise<number>>> = {
  list: async world => {
    for (const key of await listKeys(world)) console.log(said(key))
    return 0
  },
  rotate: async (world, config) => {
    const made = await rotateKeys(world, await encryptionOf(config))
    if ('why' in made) return refuse(made.why, 1)
    console.log(`The key ${made.id} seals from ${instant(made.activeFrom)}. How far the rest has come: portico keys list`)
    return 0
  },
  reseal: async world => {
    console.log(`Everything is sealed anew under the key ${await resealAgain(world)}. How far it has come: portico keys list`)
    return 0
  },
  rewrap: async (world, config) => {
    const count = await rewrapKeys(world, await encryptionOf(config))
    console.log(
      count > 0
        ? `${counted(count, 'key')} wrapped with the new root secret. Take PORTICO_SECRET_BEFORE away, and keep no copy of it.`
        : 'Every key was wrapped with this root secret before.',
    )
    return 0
  },
  destroy: async (world, _, id) => {
    const unchanged = await destroyKey(world, id)
    if (unchanged) return refuse(unchanged.why, 1)
    console.log(
      `The key ${id} is destroyed. Backups made before now hold it until the root secret of that time is destroyed, too.`,
    )
    return 0
  },
}

const STATES = { coming: 'seals soon', seals: 'seals', opens: 'opens what is old', destroyed: 'destroyed' } as const

function said({ id, state, madeAt, wrappedBy, progress }: ListedKey): string {
  const line = [id, STATES[state], `made ${instant(madeAt)}`, ...(wrappedBy ? [`wrapped by ${wrappedBy}`] : [])].join(' · ')
  if (progress.length === 0) return line
  const done = progress.filter(({ doneAt }) => doneAt)
  const sealed = progress.reduce((sum, { resealed }) => sum + resealed, 0)
  return `${line}\n         ${counted(sealed, 'value')} sealed anew; ${done.length} of ${counted(progress.length, 'column')} done`
}

function instant(at: Date): string {
  return formatInstant('en', at)
}
