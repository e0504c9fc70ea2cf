import { link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { newId } from '#platform'
import type { Signer } from '../signature.ts'

const NAME = 'document-keys.json'

/**
 * Signs with the first key of `document-keys.json` in a folder: private JWKs, Ed25519. The file is made at the first start.
 * To rotate, put a new key first and keep the old ones: what they signed stays valid.
 */
export async function keyFileSigner(folder: string): Promise<Signer> {
  const file = join(folder, NAME)
  const held = (await readKeys(file)) ?? (await makeKeys(folder, file))
  const [current] = held
  if (!current?.kid || !current.d) throw new Error(`${file} holds no private key with a "kid"; restore it from your backup`)
  const key = await importJWK(current, 'EdDSA')
  const { kid } = current
  return {
    kid,
    sign: payload => new CompactSign(payload).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key),
    keys: held.map(publicPart),
  }
}

async function readKeys(file: string): Promise<JWK[] | undefined> {
  const text = await readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  if (process.platform !== 'win32' && (await stat(file)).mode & 0o077)
    throw new Error(`${file} can be read by other users of this machine; run: chmod 600 ${file}`)
  return parse(file, text).keys
}

function parse(file: string, text: string): { keys: JWK[] } {
  try {
    const { keys } = JSON.parse(text)
    if (Array.isArray(keys)) return { keys }
  } catch {}
  throw new Error(
    `${file} is not a JSON Web Key Set; restore it from your backup, for documents signed before cannot be checked without it`,
  )
}

/** Written aside and linked: two programs starting at once end up with one key, and no crash leaves half a file. */
async function makeKeys(folder: string, file: string): Promise<JWK[]> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const jwk = await exportJWK(privateKey)
  const keys = [{ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'EdDSA', use: 'sig' }]
  const aside = `${file}.${newId()}.part`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(aside, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600 })
  await link(aside, file).catch(error => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(aside)
  return (await readKeys(file))!
}

function publicPart({ kty, crv, x, kid, alg, use }: JWK): JWK {
  return { kty, crv, x, kid, alg, use } as JWK
}
