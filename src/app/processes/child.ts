import cluster, { type Worker } from 'node:cluster'
import { join } from 'node:path'
import type { Part, ToPart, ToSupervisor } from './part.ts'

/** A process of ours, as its supervisor holds it. */
export interface Child {
  /** True once it does its task, or has done it; false when it ended before. */
  readonly ready: Promise<boolean>
  /** How it ended, in words; it never fails. */
  readonly ended: Promise<string>
  say(order: ToPart): void
  onWord(listener: (said: ToSupervisor) => void): void
  kill(): void
}

const PROGRAM = join(import.meta.dirname, '../../../bin/portico.mjs')

/** Starts this program once more, as it now is on disk, for one task. Web processes share the port by the connections they are handed. */
export function launch(part: Part): Child {
  cluster.setupPrimary({ exec: PROGRAM, args: ['part'] })
  const worker = cluster.fork({ PORTICO_PART: JSON.stringify(part) })
  const ended = endOf(worker)
  return {
    ended: ended.then(({ words }) => words),
    ready: readyOr(
      worker,
      ended.then(({ code }) => part.task === 'prepare' && code === 0),
    ),
    say: order => void (worker.isConnected() && worker.send(order, () => {})),
    onWord: listener => void worker.on('message', listener),
    kill: () => void worker.process.kill('SIGKILL'),
  }
}

function endOf(worker: Worker): Promise<{ code: number | null; words: string }> {
  return new Promise(resolve => {
    worker.once('exit', (code, signal) => resolve({ code, words: signal || `exit code ${code}` }))
    // Also when it ended before it had heard everything: how, is then still to come.
    worker.on('error', ({ message }) => worker.process.pid === undefined && resolve({ code: 1, words: message }))
  })
}

function readyOr(worker: Worker, otherwise: Promise<boolean>): Promise<boolean> {
  const said = new Promise<boolean>(resolve => worker.on('message', ({ is }: ToSupervisor) => is === 'ready' && resolve(true)))
  return Promise.race([said, otherwise])
}
