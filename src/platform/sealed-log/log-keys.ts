import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { keysInFile } from '../key-file.ts'
import { type NoteSigner, noteKey } from './note.ts'

/** One key of the log; under which name it signs depends on the log. */
export interface LogKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/**
 * The log's own keys in `log-keys.json` of a folder: private JWKs, Ed25519; the file is made at the first start.
 * Every one signs every head, so a new key is put in beside the old one, and the old one taken away once a head bears both.
 */
export async function logKeysIn(folder: string): Promise<LogKey[]> {
  const keys = await keysInFile(join(folder, 'log-keys.json'), 'the log cannot be sealed under a key that others know')
  return keys.map(logKey)
}

/** A key from its private JWK. */
export function logKey(jwk: JsonWebKey): LogKey {
  const privateKey = createPrivateKey({ format: 'jwk', key: jwk })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

/** The keys as they sign for one log. */
export function signersOf(keys: readonly LogKey[], origin: string): NoteSigner[] {
  return keys.map(({ privateKey, publicKey }) => ({ ...noteKey(origin, publicKey), privateKey }))
}
