import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { signalTo } from '../src/platform/postgres/process-table.ts'

/** A trial of the recipe on one machine, as root: network namespaces stand for machines, on a bridge on which this process is at home. */
export interface Trial<Machine extends string> {
  readonly folder: string
  /** This process's own address on the bridge, and the bridge's network. */
  readonly home: string
  readonly network: string
  addressOf(machine: Machine): string
  /** Starts a program there. It knows the machines by name, and reads what `mounts` puts in the place of this machine's files. */
  run(machine: Machine, command: readonly string[], running?: Running): ChildProcess
  /** Runs an operator's command there to its end. @returns what it said; @throws when it failed */
  command(machine: Machine, command: readonly string[]): Promise<string>
  pidsOn(machine: Machine): number[]
  /** As when its power fails: no packet leaves it, and nothing runs there. */
  powerOff(machine: Machine): Promise<void>
  plugIn(machine: Machine): void
  /** Says what was seen, and whether it is what was wanted. */
  told(what: string, isRight: boolean): void
  /** What is to be undone at the end, the last first. */
  atEnd(step: () => unknown): void
  /** Takes all down and ends this process. @param fault  what broke it off; without one it ends well if all that was told was right */
  finish(fault?: unknown): Promise<never>
}

interface Running {
  readonly env?: Readonly<Record<string, string>>
  /** Of this machine's, in the place of others. */
  readonly mounts?: Readonly<Record<string, string>>
  /** Where it writes; otherwise its output is to be read, and its faults are shown. */
  readonly log?: string
}

interface Wanted<Machine extends string> {
  /** Its own for each trial, below 256: its network is 10.number.0.0/24. */
  readonly number: number
  readonly machines: readonly Machine[]
  readonly limitMs: number
}

const FIRST_ADDRESS = 10

/** Makes the machines. However this process ends, but by `kill -9`, it takes them down again. */
export async function openTrial<Machine extends string>({ number, machines, limitMs }: Wanted<Machine>): Promise<Trial<Machine>> {
  const folder = await newFolder('portico-try-')
  const undo: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })]
  const [bridge, home] = [`portico${number}`, `10.${number}.0.1`]
  const nameOf = (machine: Machine) => `p${number}-${machine}`
  const cableOf = (machine: Machine) => `v${number}-${machine}`
  const addressOf = (machine: Machine) => `10.${number}.0.${FIRST_ADDRESS + machines.indexOf(machine)}`
  let isFine = true

  function makeNetwork(): void {
    ip('link', 'add', bridge, 'type', 'bridge')
    undo.push(() => ip('link', 'del', bridge))
    ip('addr', 'add', `${home}/24`, 'dev', bridge)
    ip('link', 'set', bridge, 'up')
    for (const machine of machines) makeMachine(machine)
  }

  function makeMachine(machine: Machine): void {
    const name = nameOf(machine)
    ip('netns', 'add', name)
    undo.push(
      () => ip('netns', 'del', name),
      () => killAll(machine),
    )
    ip('link', 'add', cableOf(machine), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
    // A namespace outlives its name while what its dead programs had sent is still tried; its cable must not.
    undo.push(() => ip('link', 'del', cableOf(machine)))
    ip('link', 'set', cableOf(machine), 'master', bridge, 'up')
    ip('-n', name, 'addr', 'add', `${addressOf(machine)}/24`, 'dev', 'eth0')
    for (const device of ['lo', 'eth0']) ip('-n', name, 'link', 'set', device, 'up')
  }

  function run(machine: Machine, command: readonly string[], { env, mounts, log }: Running = {}): ChildProcess {
    const places = Object.entries({ '/etc/hosts': join(folder, 'hosts'), ...mounts })
    const mounting = places.map(([place, ours]) => `mount --bind ${ours} ${place} && `).join('')
    const output = log ? openSync(log, 'a') : 'pipe'
    return spawn('ip', ['netns', 'exec', nameOf(machine), 'sh', '-c', `${mounting}exec "$@"`, machine, ...command], {
      stdio: ['ignore', output, log ? output : 'inherit'],
      env: { ...process.env, ...env },
    })
  }

  async function command(machine: Machine, words: readonly string[]): Promise<string> {
    const child = run(machine, words)
    let text = ''
    child.stdout!.setEncoding('utf8').on('data', part => {
      text += part
    })
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${text}`)
    return text
  }

  const pidsOn = (machine: Machine) => ip('netns', 'pids', nameOf(machine)).split('\n').filter(Boolean).map(Number)

  async function killAll(machine: Machine): Promise<void> {
    // Again, because one that is being killed may just have started another.
    for (let pids = pidsOn(machine); pids.length > 0; pids = pidsOn(machine)) {
      for (const pid of pids) signalTo(pid, 'SIGKILL')
      await pause(10)
    }
  }

  async function finish(fault?: unknown): Promise<never> {
    clearTimeout(tooLong)
    if (fault) console.log(fault instanceof Error ? fault.stack : fault)
    console.log(isFine && !fault ? 'all as it should be' : 'not all as it should be')
    for (const step of undo.reverse())
      await Promise.resolve()
        .then(step)
        .catch(() => {})
    process.exit(isFine && !fault ? 0 : 1)
  }

  const tooLong = setTimeout(() => finish(`it took longer than ${limitMs / 1000} seconds`), limitMs)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => finish(`it was told to stop (${signal})`))
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) process.once(fault, finish)
  await writeFile(join(folder, 'hosts'), hostsOf(machines, addressOf))
  try {
    makeNetwork()
  } catch (error) {
    await finish(error)
  }
  return {
    ...{ folder, home, network: `10.${number}.0.0/24`, addressOf, run, command, pidsOn, finish },
    async powerOff(machine) {
      ip('link', 'set', cableOf(machine), 'down')
      await killAll(machine)
    },
    plugIn: machine => void ip('link', 'set', cableOf(machine), 'up'),
    told(what, isRight) {
      isFine &&= isRight
      console.log(`${isRight ? 'right' : 'WRONG'}: ${what}`)
    },
    atEnd: step => void undo.push(step),
  }
}

function ip(...words: string[]): string {
  return execFileSync('ip', words, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
}

function hostsOf<Machine extends string>(machines: readonly Machine[], addressOf: (machine: Machine) => string): string {
  return ['127.0.0.1 localhost', ...machines.map(machine => `${addressOf(machine)} ${machine}`), ''].join('\n')
}

/** Starts the product there, as its operator would. Resolves when it is ready. */
export async function startPortico<Machine extends string>(
  { run }: Pick<Trial<Machine>, 'run'>,
  machine: Machine,
  { env, words }: { env: Readonly<Record<string, string>>; words: readonly string[] },
): Promise<ChildProcess> {
  const portico = run(machine, [process.execPath, join(import.meta.dirname, '../bin/portico.mjs'), 'start', ...words], { env })
  await said(portico, 'is ready at')
  return portico
}

/** Resolves when a program says so. */
export function said(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes(words)) resolve()
      if (text.includes('was not restarted')) reject(new Error(text))
    })
    child.once('exit', code => reject(new Error(`it ended with ${code} before it said "${words}"`)))
  })
}

/** Asks again and again until it holds. @returns how long that took, in milliseconds */
export async function until(
  what: string,
  holds: () => Promise<boolean>,
  { withinMs = 15_000, everyMs = 100 } = {},
): Promise<number> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > withinMs) throw new Error(`${what}: not within ${withinMs / 1000} seconds`)
    await pause(everyMs)
  }
  return performance.now() - began
}
