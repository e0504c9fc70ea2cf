import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const IS_LINUX = process.platform === 'linux'

/** When a process began, in units of its system: tells it from a later one of the same number. Undefined when it has ended. */
export function birthOf(pid: number): string | undefined {
  const [state = '', birth] = IS_LINUX ? linuxState(pid) : psState(pid)
  return birth && !/^[ZX]/.test(state) ? birth : undefined
}

/** Whether this process is a PostgreSQL at work in that cluster. @param cluster its real path, links resolved */
export function worksIn(pid: number, cluster: string): boolean {
  if (!IS_LINUX) return ps(pid, 'command=').includes(`-D ${cluster}`)
  return linkOf(pid, 'cwd') === cluster && basename(linkOf(pid, 'exe')).startsWith('postgres')
}

/** Every PostgreSQL process of that cluster, also those that outlived their parent; known on Linux only, elsewhere none. */
export function processesOf(cluster: string): number[] {
  if (!IS_LINUX) return []
  return readdirSync('/proc')
    .map(Number)
    .filter(pid => pid > 0 && worksIn(pid, cluster))
}

/** Sends each signal in turn and waits for the end of the process; true once it has ended. */
export async function end(pid: number, signals: readonly [signal: NodeJS.Signals, waitMs: number][]): Promise<boolean> {
  const birth = birthOf(pid)
  const hasEnded = () => birth === undefined || birthOf(pid) !== birth
  for (const [signal, waitMs] of signals) {
    if (hasEnded()) return true
    signalTo(pid, signal)
    for (const until = Date.now() + waitMs; Date.now() < until && !hasEnded(); ) await pause(20)
  }
  return hasEnded()
}

export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in between, or belongs to someone else: the caller looks whether it is still there.
  }
}

function linuxState(pid: number): string[] {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  // The name, in brackets, may itself hold spaces and brackets; proc(5) counts state as field 3 and start time as field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return [fields[0] ?? '', fields[19] ?? '']
}

function psState(pid: number): string[] {
  const line = ps(pid, 'stat=,lstart=').trim()
  return [line.split(' ')[0] ?? '', line.split(' ').slice(1).join(' ')]
}

function ps(pid: number, columns: string): string {
  const asked = columns.split(',').flatMap(column => ['-o', column])
  return spawnSync('ps', [...asked, '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

function linkOf(pid: number, name: 'cwd' | 'exe'): string {
  return attempt(() => readlinkSync(`/proc/${pid}/${name}`))
}

function attempt(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
