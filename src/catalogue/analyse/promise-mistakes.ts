import { note, type Work } from '../load/work.ts'
import { holdsTrue, type Judged, never } from './judge.ts'
import { sayRanges } from './say-range.ts'

/** Tasks that are never set and offers that are never made. */
export function findPromiseMistakes(work: Work, judged: Judged): void {
  const { service, tasks, offers, reading } = judged
  const parts = [
    ...tasks.map((when, at) => ({
      when,
      path: ['delivery', 'tasks', at, 'when'],
      what: `The task “${service.tasks[at]!.id}” is never set`,
    })),
    ...offers.map((when, at) => ({
      when,
      path: ['delivery', 'offers', at, 'when'],
      what: `“${service.offers[at]!.service}” is never offered`,
    })),
  ]
  for (const { when, path, what } of parts) {
    if (!when || never(judged, holdsTrue(when)) !== true) continue
    const ranges = sayRanges([when], reading)
    note(work, path, {
      message: `${what}: the condition can never hold.`,
      hint: `Change the condition, or take it out.${ranges && ` Possible answers: ${ranges}.`}`,
    })
  }
}
