import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { command, undoing } from './machine.ts'

/** A network of its own between a program and its database, which can be broken. */
export interface Network {
  /** Where the database is reached across it. */
  readonly host: string
  readonly port: number
  /** Drops what the rules say, in the namespace alone; none mends it. @param rules of nft, on what comes in from the program and what goes out to it */
  drop(rules: Partial<Record<'input' | 'output', string>>): Promise<void>
  remove(): Promise<void>
}

const PORT = 5432

/** Makes a namespace with one cable to this one, and puts what reaches a socket's folder behind it. */
export async function makeNetwork(socketFolder: string): Promise<Network> {
  const { later, undo } = undoing()
  const name = `pf${process.pid}`
  const net = `10.213.${process.pid % 250}`
  const inside = (...words: string[]) => command('ip', 'netns', 'exec', name, ...words)
  try {
    await command('ip', 'netns', 'add', name)
    later(() => command('ip', 'netns', 'del', name))
    await command('ip', 'link', 'add', `${name}a`, 'type', 'veth', 'peer', 'name', `${name}b`, 'netns', name)
    later(() => command('ip', 'link', 'del', `${name}a`))
    await command('ip', 'addr', 'add', `${net}.1/30`, 'dev', `${name}a`)
    await command('ip', 'link', 'set', `${name}a`, 'up')
    await inside('ip', 'addr', 'add', `${net}.2/30`, 'dev', `${name}b`)
    await inside('ip', 'link', 'set', `${name}b`, 'up')
    await inside('sysctl', '-qw', 'net.ipv4.tcp_keepalive_intvl=5')
    const socket = join(socketFolder, `.s.PGSQL.${PORT}`)
    const forwarder = spawn(
      'ip',
      ['netns', 'exec', name, process.execPath, join(import.meta.dirname, 'forward.mjs'), socket, `${net}.2`, String(PORT)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    later(async () => {
      forwarder.kill('SIGKILL')
      if (forwarder.exitCode === null && forwarder.signalCode === null) await once(forwarder, 'exit')
    })
    await once(forwarder.stdout, 'data')
    return {
      ...{ host: `${net}.2`, port: PORT, remove: undo },
      async drop(rules) {
        await inside('nft', 'flush', 'ruleset')
        if (Object.keys(rules).length === 0) return
        await inside('nft', 'add', 'table', 'ip', 'fault')
        for (const [hook, rule] of Object.entries(rules)) {
          await inside('nft', 'add', 'chain', 'ip', 'fault', hook, `{ type filter hook ${hook} priority 0 ; }`)
          await inside('nft', 'add', 'rule', 'ip', 'fault', hook, ...rule.split(' '))
        }
      },
    }
  } catch (error) {
    await undo()
    throw error
  }
}
