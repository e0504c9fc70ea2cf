import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Account } from './account.ts'

/** A program of its own that tests may kill: `source` runs as a module beside this one. Resolves with its first line. */
export async function runProgram(source: string, { args = [], as }: { args?: string[]; as?: Account } = {}) {
  const here = fileURLToPath(new URL('.', import.meta.url))
  const command = ['--import', import.meta.resolve('#typescript'), '--input-type=module', '-e', source, ...args]
  const child = spawn(process.execPath, command, {
    cwd: here,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(as && { uid: as.uid, gid: as.gid }),
  })
  return { child, said: await firstLine(child) }
}

/** Waits until that holds; fails after `seconds`. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 10): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await holds()); await new Promise(resolve => setTimeout(resolve, 20)))
    if (Date.now() > end) throw new Error(`not so within ${seconds} s: ${holds}`)
}

async function firstLine(child: ChildProcess): Promise<string> {
  let said = ''
  for await (const piece of child.stdout!.setEncoding('utf8')) {
    said += piece
    if (said.includes('\n')) break
  }
  return said.split('\n')[0]!
}
