import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { BackupFault } from './backup-fault.ts'

/** What is in a backup, before it was packed. */
export interface Packed {
  readonly bytes: number
  /** Hexadecimal SHA-256. */
  readonly sha256: string
}

export type BackupKey = Buffer | undefined

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The key in a file of at least 32 characters; the same file is needed to restore. */
export async function readBackupKey(file: string): Promise<Buffer> {
  const text = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (text.length < 32)
    throw new BackupFault(`${file} holds no key: it needs at least 32 characters, such as openssl rand -base64 48 makes.`)
  return Buffer.from(hkdfSync('sha256', text, '', 'portico backup', 32))
}

/** The ending of a packed file's name. */
export function endingOf(key: BackupKey): string {
  return key ? '.zst.sealed' : '.zst'
}

/** Packs a file, or a text: compressed, sealed under the key and under its name, and on the disk before it has its name. */
export async function pack(from: { file: string } | { text: string }, to: string, { key, name }: Naming): Promise<Packed> {
  const seen = counting()
  const part = `${to}.part`
  const source = 'file' in from ? createReadStream(from.file) : Readable.from([Buffer.from(from.text)])
  await pipeline([source, seen.through, createZstdCompress(), ...(key ? [sealing(key, name)] : []), createWriteStream(part)])
  await flushed(part)
  await rename(part, to)
  return seen.packed()
}

interface Naming {
  readonly key: BackupKey
  /** Where in the backup it stands: one sealed file cannot be put in another's place. */
  readonly name: string
}

/** Unpacks a file. @throws BackupFault when it was damaged, changed, or packed under another key or name */
export async function unpack(from: string, to: string, { key, name }: Naming): Promise<Packed> {
  const seen = counting()
  try {
    const opened = key ? await opening(from, { key, name }) : [createReadStream(from)]
    await pipeline([...opened, createZstdDecompress(), seen.through, createWriteStream(to, { mode: 0o600 })])
  } catch (error) {
    throw new BackupFault(`${from} cannot be read: it is damaged, or sealed under another key. (${(error as Error).message})`)
  }
  return seen.packed()
}

function counting() {
  const hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(part: Buffer, _encoding, done) {
      bytes += part.length
      hash.update(part)
      done(null, part)
    },
  })
  return { through, packed: () => ({ bytes, sha256: hash.digest('hex') }) }
}

function sealing(key: Buffer, name: string): Transform {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(name))
  let begun = false
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      if (!begun) this.push(nonce)
      begun = true
      done(null, cipher.update(part))
    },
    flush(done) {
      if (!begun) this.push(nonce)
      this.push(cipher.final())
      done(null, cipher.getAuthTag())
    },
  })
}

async function opening(file: string, { key, name }: { key: Buffer; name: string }) {
  const { size } = await stat(file)
  const handle = await open(file)
  const [nonce, tag] = [Buffer.alloc(NONCE_BYTES), Buffer.alloc(TAG_BYTES)]
  try {
    await handle.read(nonce, 0, NONCE_BYTES, 0)
    await handle.read(tag, 0, TAG_BYTES, size - TAG_BYTES)
  } finally {
    await handle.close()
  }
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(name)).setAuthTag(tag)
  return [createReadStream(file, { start: NONCE_BYTES, end: size - TAG_BYTES - 1 }), decipher]
}

async function flushed(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.sync().finally(() => handle.close())
}
