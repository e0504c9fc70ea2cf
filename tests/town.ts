import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type Running, readConfig, start } from '#app'

export interface Town extends Running {
  readonly url: string
}

/** Brings up the whole product, seeded, on a free port with a database of its own; takes it down when the tests end. */
export async function openTown(settings: Readonly<Record<string, string>> = {}): Promise<Town> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portico-walk-'))
  const port = await freePort()
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', ...settings })
  const running = await start(config, () => {})
  after(async () => {
    await running.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return { ...running, url: config.publicUrl }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
