import { createHash } from 'node:crypto'
import { extname } from 'node:path'

/** A file kept in memory, served for a year under a name that carries its digest. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

/** A shelf of files: `put` gives the address to link to. */
export function assetShelf(): { readonly files: ReadonlyMap<string, Asset>; put(name: string, body: Buffer | string): string } {
  const files = new Map<string, Asset>()
  return {
    files,
    put(name, body) {
      const bytes = Buffer.from(body)
      const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
      const key = name.replace(/(\.[a-z0-9]+)$/, `.${digest}$1`)
      files.set(key, { type: TYPES[extname(name)] ?? 'application/octet-stream', body: bytes })
      return `/assets/${key}`
    },
  }
}
