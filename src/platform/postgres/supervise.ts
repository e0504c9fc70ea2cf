import { setTimeout as pause } from 'node:timers/promises'
import type { Postmaster } from './postmaster.ts'

const BETWEEN_TRIES_MS = 2_000

export interface Supervised {
  pid(): number
  stop(): Promise<void>
}

/** Starts a server and, until stopped, starts it again whenever it ends by itself: the first start may fail, later ones say why and go on trying. */
export async function supervise(start: () => Promise<Postmaster>, say: (words: string) => void): Promise<Supervised> {
  let current = await start()
  let isStopping = false
  const watching = watch()

  async function watch(): Promise<void> {
    for (;;) {
      const how = await current.ended
      if (isStopping) return
      say(`PostgreSQL has stopped (${how}) and is being started again.`)
      current = await startAgain()
      if (isStopping) await current.stop()
    }
  }

  async function startAgain(): Promise<Postmaster> {
    for (let told = ''; !isStopping; await pause(BETWEEN_TRIES_MS)) {
      try {
        return await start()
      } catch (error) {
        const { message } = error as Error
        if (message !== told) say(message)
        told = message
      }
    }
    return current
  }

  return {
    pid: () => current.pid,
    async stop() {
      isStopping = true
      await current.stop()
      await watching
    },
  }
}
