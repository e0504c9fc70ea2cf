import { rm } from 'node:fs/promises'
import { after } from 'node:test'
import { type Running, readConfig, start } from '#app'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { freePort } from '../dev/visitor/program.ts'

export interface Town extends Running {
  readonly url: string
  readonly dataDir: string
}

/** Brings up the whole product, seeded, on a free port with a database of its own; takes it down when the tests end. */
export async function openTown(settings: Readonly<Record<string, string>> = {}): Promise<Town> {
  const dataDir = await newFolder('portico-walk-')
  const port = await freePort()
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', ...settings })
  const running = await start(config, () => {})
  after(async () => {
    await running.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return { ...running, dataDir, url: config.publicUrl }
}
