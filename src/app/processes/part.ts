import type { Figures } from '#platform'
import type { Surroundings } from '../surroundings.ts'

/** What one of several processes does: make ready and end, serve people, or the work behind it. */
export type Task = 'prepare' | 'web' | 'worker'

/** What a process is told at its birth. */
export interface Part extends Surroundings {
  readonly task: Task
  /** False where others of this machine listen: a worker that is alone on its machine answers for its own health. */
  readonly listens: boolean
}

/** What a supervisor says to a process. */
export type ToPart =
  | { readonly is: 'stop'; readonly noticeMs: number; readonly idleMs: number }
  | { readonly is: 'tell-figures' }
  | { readonly is: 'all-figures'; readonly all: readonly Figures[] }

/** What a process says to its supervisor. */
export type ToSupervisor =
  | { readonly is: 'ready' }
  | { readonly is: 'figures'; readonly figures: Figures }
  | { readonly is: 'ask-figures' }
