import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const READY_WITHIN_MS = 40_000

/** A program of this repository, run as its operator would. */
export interface Program {
  readonly child: ChildProcess
  /** All it has said so far, on both channels. */
  said(): string
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

interface Running {
  readonly file: string
  readonly args?: readonly string[]
  /** Added to this process's own environment; undefined takes a setting away. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Runs a file of the repository, TypeScript or plain, in a process group of its own. */
export function runProgram({ file, args = [], env = {} }: Running): Program {
  const loader = file.endsWith('.ts') ? ['--import', import.meta.resolve('#typescript')] : []
  const child = spawn(process.execPath, [...loader, join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  })
  let text = ''
  for (const channel of [child.stdout!, child.stderr!])
    channel.setEncoding('utf8').on('data', part => {
      text += part
    })
  const ended = new Promise<number | NodeJS.Signals>(resolve =>
    child.once('close', (code, signal) => resolve(signal ?? code ?? 0)),
  )
  return {
    child,
    said: () => text,
    ended,
    kill: signal => {
      child.kill(signal)
      return ended
    },
  }
}

/** Waits until a program has said something. @throws when it ends before, or says nothing of the kind in time */
export async function untilSaid(program: Program, words: string | RegExp, withinMs = READY_WITHIN_MS): Promise<void> {
  const until = performance.now() + withinMs
  let isOver = false
  void program.ended.then(() => {
    isOver = true
  })
  while (program.said().search(words) < 0) {
    if (isOver || performance.now() > until) throw new Error(`it never said ${words}, but:\n${program.said()}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

/** A port of this machine that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
