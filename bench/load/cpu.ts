import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = 100

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
  readonly seconds: number
}

/** What each program of a measure is recognised by, in its command line. */
const programs = {
  product: /bin\/portico\.mjs/,
  'identity-provider': /identity-provider\/main/,
  database: /postgres/,
  registers: /registers\/main/,
  engine: /engine\/main/,
  'bare-server': /load\/bare-server/,
  driver: /load\/(main|crowd)/,
  nginx: /nginx/,
}

/**
 * CPU seconds that the programs this process started have taken from now on, by program, with what those of their own took that have ended;
 * nothing where there is no /proc.
 */
export function cpuSince(): () => Readonly<Record<string, number>> {
  const before = spent()
  return () => Object.fromEntries(Object.entries(spent()).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]))
}

/** Megabytes of memory that the programs this process started hold now, by program; what several share is counted once. */
export function memoryNow(): Readonly<Record<string, number>> {
  const total: Record<string, number> = {}
  for (const { pid, command } of descendants())
    for (const [name, pattern] of Object.entries(programs))
      if (pattern.test(command)) total[name] = (total[name] ?? 0) + megabytesOf(pid)
  return total
}

function megabytesOf(pid: number): number {
  try {
    return Number(/^Pss: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

function spent(): Record<string, number> {
  const total: Record<string, number> = {}
  for (const { command, seconds } of descendants())
    for (const [name, pattern] of Object.entries(programs)) if (pattern.test(command)) total[name] = (total[name] ?? 0) + seconds
  return total
}

function descendants(): Process[] {
  const all = everything()
  const ours = new Set([process.pid])
  for (let size = 0; size < ours.size; ) {
    size = ours.size
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid)
  }
  return all.filter(({ pid }) => pid !== process.pid && ours.has(pid))
}

function everything(): Process[] {
  try {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .flatMap(read)
  } catch {
    return []
  }
}

function read(pid: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    // Its own, and that of its ended children, as user and as system: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const ticks = fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0)
    return [{ pid: Number(pid), parent: fields[1]!, command, seconds: ticks / TICKS_PER_SECOND }]
  } catch {
    return []
  }
}
