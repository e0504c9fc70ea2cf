import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

/** Runs a command of the machine to its end. @returns what it printed, trimmed; rejects with what it complained of */
export async function command(name: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(name, [...args], { encoding: 'utf8' })
  return stdout.trim()
}

/** What a fault may need of a machine, and the sentence for where it is not so. */
const NEEDS = {
  root: { is: () => process.geteuid?.() === 0, else: 'only root may do this' },
  'loop disks': {
    is: () => existsSync('/dev/loop-control') && has('losetup') && has('mkfs.ext4'),
    else: 'this machine has no loop disks',
  },
  namespaces: { is: () => has('ip') && has('nft'), else: 'this machine has no network namespaces or no nft' },
  strace: { is: () => has('strace'), else: 'strace is not installed' },
  faketime: { is: () => has('faketime'), else: 'faketime is not installed' },
} as const

/** The first of its needs that this machine does not meet, as a sentence; undefined where it meets them all. */
export function lacking(...needs: readonly (keyof typeof NEEDS)[]): () => string | undefined {
  return () => needs.map(need => NEEDS[need]).find(({ is }) => !is())?.else
}

function has(program: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0
}

type Step = () => unknown

const made: Step[] = []

/** Steps to be undone in the other order, each even when another fails. */
export function undoing() {
  const own: Step[] = []
  return {
    later(step: Step): void {
      own.push(step)
      made.push(step)
    },
    undo: () => undone(own),
  }
}

/** Takes away all that was made, the newest first: for a run that is told to end in the middle. */
export function undoEverything(): Promise<void> {
  return undone(made)
}

async function undone(steps: Step[]): Promise<void> {
  for (const step of steps.splice(0).reverse()) {
    const at = made.indexOf(step)
    if (at >= 0) made.splice(at, 1)
    try {
      await step()
    } catch (error) {
      console.error(`not removed: ${(error as Error).message}`)
    }
  }
}
