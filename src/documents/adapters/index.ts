import { clamAv } from './clam-av.ts'
import { keyFileSigner } from './key-file.ts'
import { noScanner } from './scanner.ts'

/** Every keeper of the signing key, by the name that the configuration gives it. */
export const signers = { file: keyFileSigner } as const

/** Every way to look through what is handed in, by name. */
export const scanners = { none: noScanner, clamAv } as const
