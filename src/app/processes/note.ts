import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'

/** What a supervisor leaves in the data folder for commands beside it. */
export interface Note {
  readonly pid: number
  /** How often it has tried to replace its processes. */
  readonly restarts: number
  readonly wentWell: boolean
}

type Where = Pick<Config, 'dataDir' | 'role'>

function fileOf({ dataDir, role }: Where): string {
  return join(dataDir, `processes-${role}.json`)
}

export function leaveNote(where: Where, note: Note): void {
  writeFileSync(fileOf(where), JSON.stringify(note), { mode: 0o600 })
}

export function takeNoteAway(where: Where): void {
  rmSync(fileOf(where), { force: true })
}

/** The note of a supervisor that lives; one that was killed leaves a note of nobody. */
export function noteOf(where: Where): Note | undefined {
  try {
    const note = JSON.parse(readFileSync(fileOf(where), 'utf8')) as Note
    return isPortico(note.pid) ? note : undefined
  } catch {
    return undefined
  }
}

/** Its number may meanwhile be somebody else's. */
function isPortico(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('portico')
}
