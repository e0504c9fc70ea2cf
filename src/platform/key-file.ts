import { generateKeyPairSync, hash, type JsonWebKey } from 'node:crypto'
import { link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { newId } from './ids.ts'

/** A private key as RFC 7517 writes it: Ed25519, with the name under which it is known. */
export type KeptKey = JsonWebKey & { readonly kid: string }

/**
 * The private keys of a JSON Web Key Set on disk, readable by its owner alone. The file is made, with one key, when it is not there.
 * @param loss  what is lost when the file cannot be read
 */
export async function keysInFile(file: string, loss: string): Promise<KeptKey[]> {
  const keys = (await readKeys(file, loss)) ?? (await makeKeys(file, loss))
  const [current] = keys
  if (!current?.kid || !current.d) throw new Error(`${file} holds no private key with a "kid"; restore it from your backup`)
  return keys
}

async function readKeys(file: string, loss: string): Promise<KeptKey[] | undefined> {
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  if (process.platform !== 'win32' && (await stat(file)).mode & 0o077)
    throw new Error(`${file} can be read by other users of this machine; run: chmod 600 ${file}`)
  return parse(file, text, loss).keys
}

function parse(file: string, text: string, loss: string): { keys: KeptKey[] } {
  try {
    const { keys } = JSON.parse(text)
    if (Array.isArray(keys)) return { keys }
  } catch {}
  throw new Error(`${file} is not a JSON Web Key Set; restore it from your backup, for ${loss}`)
}

/** Written aside and linked: two programs starting at once end up with one key, and no crash leaves half a file. */
async function makeKeys(file: string, loss: string): Promise<KeptKey[]> {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const keys = [{ ...jwk, kid: thumbprint(jwk), alg: 'EdDSA', use: 'sig' }]
  const aside = `${file}.${newId()}.part`
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(aside, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600 })
  await link(aside, file).catch(error => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(aside)
  return (await readKeys(file, loss))!
}

/** @see RFC 7638 */
function thumbprint({ crv, kty, x }: JsonWebKey): string {
  return hash('sha256', JSON.stringify({ crv, kty, x }), 'base64url')
}
