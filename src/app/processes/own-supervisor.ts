import cluster from 'node:cluster'
import { AT_ONCE, type Farewell, type Figures, ownFigures } from '#platform'
import type { ToPart, ToSupervisor } from './part.ts'

const WITHIN_MS = 3_000

/** The supervisor of this process. */
export const askSupervisor = {
  say: (word: ToSupervisor) => void process.send?.(word),
  /** What all processes of this machine count; what this one does when the supervisor is too busy to say. */
  async allFigures(): Promise<readonly Figures[]> {
    const { promise, resolve } = Promise.withResolvers<readonly Figures[]>()
    const hear = (order: ToPart) => void (order.is === 'all-figures' && resolve(order.all))
    const late = setTimeout(async () => resolve([await ownFigures()]), WITHIN_MS)
    process.on('message', hear)
    askSupervisor.say({ is: 'ask-figures' })
    return promise.finally(() => {
      clearTimeout(late)
      process.off('message', hear)
    })
  },
  /** Ends the conversation, so that the process may end. */
  part(): void {
    // To the launcher a closed channel means that its caller has died.
    process.on('SIGTERM', () => {})
    cluster.worker?.disconnect()
  },
}

/** Resolves when the supervisor, or the operator's SIGTERM, says so; meanwhile tells what it is asked. */
export function untilToldToStop(): Promise<Farewell> {
  return new Promise(resolve => {
    process.on('message', async (order: ToPart) => {
      if (order.is === 'stop') resolve({ ...AT_ONCE, ...order })
      else if (order.is === 'tell-figures') askSupervisor.say({ is: 'figures', figures: await ownFigures() })
    })
    process.on('SIGTERM', () => resolve(AT_ONCE))
    // A terminal sends these to all; whether all end is for the supervisor to say.
    for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
  })
}
