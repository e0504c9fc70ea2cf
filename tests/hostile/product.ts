import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout } from 'node:timers/promises'

const ROOT = join(import.meta.dirname, '../..')
const SAID_WITHIN_MS = 60_000

/** The product as an operator starts it: a process of its own, of which one sees what anybody sees. */
export interface Product {
  readonly url: string
  readonly port: number
  /** All it has printed on both streams, once it has said this. */
  outputOnceItSays(sentence: string): Promise<string>
}

/** Starts the product on a database and a government's folder of its own. @param withdrawn services that this government has withdrawn */
export async function startProduct({ withdrawn }: { withdrawn: readonly string[] }): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-hostile-'))
  const port = await freePort()
  const servicesDir = await governmentIn(join(folder, 'government'), withdrawn)
  const env = { ...process.env, PORT: String(port), DATA_DIR: join(folder, 'data'), SERVICES_DIR: servicesDir, LOG_LEVEL: 'info' }
  const child = spawn(process.execPath, ['bin/portico.mjs', 'start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', part => (output += part))
  after(async () => {
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  })
  const outputOnceItSays = async (sentence: string) => {
    for (const deadline = Date.now() + SAID_WITHIN_MS; !output.includes(sentence); await setTimeout(50))
      if (Date.now() > deadline || child.exitCode !== null) throw new Error(`the product never said “${sentence}”: ${output}`)
    return output
  }
  await outputOnceItSays('is ready at')
  return { url: `http://127.0.0.1:${port}`, port, outputOnceItSays }
}

async function governmentIn(folder: string, withdrawn: readonly string[]): Promise<string> {
  for (const part of ['agencies.yaml', 'facts.yaml', 'registers.yaml', 'services', 'life-events'])
    await cp(join(ROOT, part), join(folder, part), { recursive: true })
  for (const service of withdrawn) {
    const file = join(folder, 'services', `${service}.yaml`)
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^version: .*$/m, '$&\nstatus: withdrawn'))
  }
  return folder
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
