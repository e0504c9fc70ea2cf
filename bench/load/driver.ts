import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Loaded, Place, Wish } from './main.ts'

/** Whoever drives journeys, in a process of its own. */
export interface Driver {
  /** @throws when a journey failed */
  load(wish: Wish): Promise<Loaded>
  stop(): void
}

export async function startDriver(place: Place): Promise<Driver> {
  const child = fork(join(import.meta.dirname, 'main.ts'), [JSON.stringify(place)], {
    execArgv: ['--import', import.meta.resolve('#typescript')],
  })
  await once(child, 'message')
  return {
    async load(wish) {
      child.send(wish)
      const loaded = (await once(child, 'message'))[0] as Loaded
      const { failures } = loaded
      if (failures.length > 0) throw new Error(`${failures.length} journeys failed, such as: ${failures[0]}`)
      return loaded
    },
    stop: () => child.disconnect(),
  }
}

/** Journeys a second. */
export function rateOf({ journeys, seconds }: Loaded): number {
  return journeys / seconds
}
