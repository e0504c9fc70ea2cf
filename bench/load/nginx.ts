import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../dev/visitor/program.ts'
import { type Product, startProduct } from './product.ts'

const NGINX = '/usr/sbin/nginx'
const RECIPE = join(import.meta.dirname, '../../deploy/nginx')
const READY_WITHIN_MS = 5_000
const BETWEEN_MS = 50

export function hasNginx(): boolean {
  return existsSync(NGINX)
}

/** The product behind nginx as the recipe has it, but for what one machine cannot show: a second machine, and a limit for each of many addresses. */
export async function startBehindNginx(): Promise<Product> {
  const behind = await freePort()
  const product = await startProduct(undefined, { PORT: String(behind) })
  const folder = await mkdtemp(join(tmpdir(), 'portico-nginx-'))
  const file = join(folder, 'nginx.conf')
  const recipe = await readFile(join(RECIPE, 'portico.conf'), 'utf8')
  await writeFile(file, wholeFrom(recipe, { folder, behind, site: new URL(product.site) }))
  const nginx = spawn(NGINX, ['-e', 'stderr', '-c', file], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(nginx, 'exit')
  const stop = async () => {
    nginx.kill('SIGTERM')
    await ended
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await untilAnswered(product.site)
  } catch (error) {
    await stop()
    throw error
  }
  return { ...product, stop }
}

function wholeFrom(recipe: string, { folder, behind, site }: { folder: string; behind: number; site: URL }): string {
  const here = recipe
    .replaceAll(/^ *server web2:.*$/gm, '')
    .replaceAll('web1:3000', `127.0.0.1:${behind}`)
    .replace('listen 80;', `listen ${site.host};`)
    .replace(/limit_req zone=.*;/, '')
    .replace('/usr/share/portico', RECIPE)
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(what => `${what}_temp_path ${join(folder, what)};`)
  const room = 'worker_processes auto; events { worker_connections 16000; }'
  return `daemon off; pid ${join(folder, 'pid')}; ${room} http { access_log off; ${places.join(' ')} ${here} }`
}

async function untilAnswered(site: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS
  for (;;) {
    const status = await fetch(new URL('/health/live', site)).then(
      answer => answer.status,
      () => 0,
    )
    if (status === 200) return
    if (performance.now() > until) throw new Error(`nginx did not answer within ${READY_WITHIN_MS} ms; its own words stand above`)
    await pause(BETWEEN_MS)
  }
}
