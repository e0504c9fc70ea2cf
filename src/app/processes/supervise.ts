import type { Config } from '../config.ts'
import { running } from '../running.ts'
import { bringSurroundings, type Surroundings } from '../surroundings.ts'
import { type Child, launch } from './child.ts'
import { gatherFigures } from './gather-figures.ts'
import { leaveNote, takeNoteAway } from './note.ts'
import type { Task } from './part.ts'
import { keepPlace, type Place } from './place.ts'

/** Several processes that serve together, each kept alive. */
export interface Supervised {
  /** Replaces every process by one of the program as it now is on disk, one after another. @returns false when the new one does not come up: the old ones serve on */
  restart(): Promise<boolean>
  stop(): Promise<void>
}

/** How long a process that was replaced keeps connections that ask for nothing: until their next request, which it answers as the last. */
const IDLE_MS = 5_000

/** Brings everything up in several processes, supervised by this one, which itself serves nobody. @throws StartFault, ConfigFaults */
export async function supervise(config: Config, tell: (sentence: string) => void): Promise<Supervised> {
  const { stop, ...rest } = await running(async undo => {
    const surroundings = await bringSurroundings(config, tell, undo)
    const places: Place[] = []
    const start = starter(config, surroundings, places)
    if (!(await prepared(start, tell))) throw notUp()
    const kept = await Promise.all(tasksOf(config).map(({ name, task }) => keepPlace({ name, launch: () => start(task), tell })))
    places.push(...kept.filter(place => place !== undefined))
    const bidFarewell = () => stopAll(places, config)
    if (places.length < kept.length) {
      await bidFarewell()
      throw notUp()
    }
    let restarts = 0
    leaveNote(config, { pid: process.pid, restarts, wentWell: true })
    undo.push(() => takeNoteAway(config))
    const restartAll = once(async () => {
      const wentWell = await restart(places, start, tell)
      leaveNote(config, { pid: process.pid, restarts: ++restarts, wentWell })
      return wentWell
    })
    return { restart: restartAll, bidFarewell }
  })
  return { ...rest, stop: () => stop() }
}

type Start = (task: Task) => Child

function starter({ role }: Config, surroundings: Surroundings, places: readonly Place[]): Start {
  const figures = gatherFigures(() => places.map(place => place.current()))
  return task => {
    const { ownerUrl, ...rest } = surroundings
    // Only who makes ready may change tables.
    const own = task === 'prepare' ? ownerUrl : undefined
    const child = launch({ ...rest, ownerUrl: own, task, listens: task === 'web' || role === 'worker' })
    figures.follow(child)
    return child
  }
}

/** Migrates, publishes what is new, makes keys: before the others, who would all do it at once. */
async function prepared(start: Start, tell: (sentence: string) => void): Promise<boolean> {
  const child = start('prepare')
  const isDone = await child.ready
  if (!isDone) tell(`The process that makes ready has ended (${await child.ended}).`)
  return isDone
}

function tasksOf({ processes = 1, role }: Config): { name: string; task: Task }[] {
  const webs = Array.from({ length: role === 'worker' ? 0 : processes }, (_, at) => ({
    name: `web ${at + 1}`,
    task: 'web' as const,
  }))
  return role === 'web' ? webs : [...webs, { name: 'worker', task: 'worker' }]
}

async function restart(places: readonly Place[], start: Start, tell: (sentence: string) => void): Promise<boolean> {
  tell('Portico is being restarted, one process after another …')
  let isUp = await prepared(start, tell)
  for (const place of places) isUp &&= await place.replace({ noticeMs: 0, idleMs: IDLE_MS })
  tell(isUp ? 'Portico was restarted.' : 'Portico was not restarted: the new process did not come up. Those before it serve on.')
  return isUp
}

/** Who asks again meanwhile hears of the one under way. */
function once<T>(act: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined
  return () => {
    underWay ??= act().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}

async function stopAll(places: readonly Place[], { stopNoticeMs }: Config): Promise<void> {
  const leave = { noticeMs: stopNoticeMs, idleMs: stopNoticeMs > 0 ? IDLE_MS : 0 }
  await Promise.all(places.map(place => place.stop(leave)))
}

function notUp(): Error {
  const sentence = 'Portico did not come up; the reason stands above.'
  return Object.assign(new Error(sentence), { name: 'StartFault' })
}
