import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A development process that stands in for somebody else's system. */
export interface StandIn {
  readonly url: URL
  stop(): void
}

const ROOT = join(import.meta.dirname, '../..')
const READY_WITHIN_MS = 20_000

/** Starts the bundled identity provider, where one signs in as Fairhaven's named people. Nobody's identity is real. */
export async function startIdentityProvider(publicUrl: string, preferredPort: number): Promise<StandIn> {
  const port = String(await freePort(preferredPort))
  return startStandIn('identity-provider', [
    ...['--port', port, '--redirect-uri', `${publicUrl}/sign-in/callback`],
    ...[
      '--post-logout-redirect-uri',
      `${publicUrl}/signed-out`,
      '--backchannel-logout-uri',
      `${publicUrl}/sign-in/backchannel-logout`,
    ],
  ])
}

/** Starts the pretend registers: X-Road over a synthetic population as it was on a day. @param today `YYYY-MM-DD` */
export async function startRegisters(today: string): Promise<StandIn> {
  return startStandIn('registers', ['--port', String(await freePort(0)), '--today', today])
}

async function startStandIn(name: string, args: readonly string[]): Promise<StandIn> {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('#typescript'), join(ROOT, 'dev', name, 'main.ts'), ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      cwd: ROOT,
      detached: true,
    },
  )
  return { url: await readyAt(child, name), stop: () => void child.kill('SIGTERM') }
}

function readyAt(child: ChildProcess, name: string): Promise<URL> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`dev/${name} was not ready within ${READY_WITHIN_MS / 1000} seconds`)),
      READY_WITHIN_MS,
    )
    child.once('exit', () => reject(new Error(`dev/${name} ended before it was ready`)))
    createInterface({ input: child.stdout! }).on('line', line => {
      const address = /https?:\/\/\S+/.exec(line)?.[0]
      if (!address) return
      clearTimeout(late)
      resolve(new URL(address))
    })
  })
}

/** The preferred port if nobody has it, else any that is free. */
async function freePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0))!
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const { port: found } = server.address() as { port: number }
      server.close(() => resolve(found))
    })
  })
}
