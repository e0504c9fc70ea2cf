import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { SentAll, Wish } from './send-all.ts'

export type Told = SentAll & { readonly cpuSeconds: number }

/** Starts a department's system as a program of its own, which keeps its journal in a file. */
export async function forkDepartment(journal: string) {
  const child = fork(join(import.meta.dirname, 'main.ts'), [journal], {
    execArgv: ['--import', import.meta.resolve('#typescript')],
  })
  await once(child, 'message')
  return {
    async send(wish: Wish): Promise<Told> {
      child.send(wish)
      return (await once(child, 'message'))[0] as Told
    },
    async stop(): Promise<void> {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
