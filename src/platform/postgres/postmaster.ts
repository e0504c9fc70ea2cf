import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { as } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Home } from './home.ts'
import { birthOf, end, processesOf, signalTo, worksIn } from './process-table.ts'
import { asArguments, type StartSettings } from './settings.ts'
import { faultFromWords, fileFault, type StartFault } from './start-fault.ts'

export interface Postmaster {
  pid: number
  /** Settles, never rejects, with how it ended: 'signal SIGKILL', 'exit code 1'. */
  ended: Promise<string>
  stop(): Promise<void>
}

const PATIENCE_MS = 10_000
const LARGEST_LOG_BYTES = 10 * 1024 * 1024

// Fast shutdown; then immediate, which costs a recovery at the next start; then the end.
const GENTLY = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 2_000],
] as const satisfies Parameters<typeof end>[1]

/** Stops what an earlier run, killed before it could, left running in this cluster. */
export async function stopLeftover(cluster: string): Promise<void> {
  const pid = pidFile(cluster).pid
  if (pid && worksIn(pid, cluster)) await end(pid, GENTLY)
}

/** Starts the server and waits until it takes connections, trying again while remains of a killed one are still being cleared. */
export async function startPostmaster(home: Home, binaries: Binaries, settings: StartSettings): Promise<Postmaster> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    removeStalePidFile(home.cluster)
    const started = await tryStart(home, binaries, settings)
    if ('pid' in started) return started
    if (started.code !== 'DATABASE_ALREADY_IN_USE' || Date.now() > until) throw started
    for (const orphan of processesOf(home.cluster)) signalTo(orphan, 'SIGQUIT')
    await pause(200)
  }
}

async function tryStart(home: Home, binaries: Binaries, settings: StartSettings): Promise<Postmaster | StartFault> {
  const { child, logStart } = spawnServer(home, binaries, settings)
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`))
  })
  const isUp = await Promise.race([ended.then(() => false), untilReady(home.cluster, child)])
  child.unref()
  if (isUp && child.pid) return { pid: child.pid, ended, stop: () => stop(child) }
  const words = readFileSync(home.log).subarray(logStart).toString()
  return faultFromWords(words || `it ended with ${await ended}`, home.folder, home.log)
}

async function stop(child: ChildProcess): Promise<void> {
  if (!child.pid || hasEnded(child)) return
  child.ref()
  await end(child.pid, GENTLY)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function spawnServer(home: Home, binaries: Binaries, settings: StartSettings): { child: ChildProcess; logStart: number } {
  const log = openLog(home)
  try {
    // Before it starts: what it says from here on is its own.
    const logStart = fstatSync(log).size
    const args = ['-D', home.cluster, '-k', home.sockets, ...asArguments(settings)]
    // Its own process group: Ctrl-C must reach Portico first, and the database only when Portico is done with it.
    const child = spawn(binaries.postgres, args, { ...as(home.account), detached: true, stdio: ['ignore', log, log] })
    return { child, logStart }
  } finally {
    closeSync(log)
  }
}

function openLog(home: Home): number {
  try {
    const size = statSync(home.log, { throwIfNoEntry: false })?.size ?? 0
    if (size > LARGEST_LOG_BYTES) renameSync(home.log, `${home.log}.1`)
    return openSync(home.log, 'a', 0o600)
  } catch (error) {
    throw fileFault(error, home.folder)
  }
}

async function untilReady(cluster: string, child: ChildProcess): Promise<boolean> {
  while (!hasEnded(child)) {
    const { pid, status } = pidFile(cluster)
    if (pid === child.pid && status === 'ready') return true
    await pause(10)
  }
  return false
}

// PostgreSQL itself copes with the file of a dead server, but takes an empty one, or a number that now is somebody else's, for a
// living one. Removing it is safe: the shared memory's key comes from the cluster's folder and still shows any server at work.
function removeStalePidFile(cluster: string): void {
  const { exists, pid } = pidFile(cluster)
  if (!exists || (pid && (worksIn(pid, cluster) || !birthOf(pid)))) return
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

/** postmaster.pid: line 1 holds the process's number, line 8 its status. */
function pidFile(cluster: string): { exists: boolean; pid?: number; status?: string } {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { exists: true, pid: Number(lines[0]) || undefined, status: lines[7]?.trim() }
  } catch {
    return { exists: false }
  }
}
