import { keyFileSigner } from './key-file.ts'

/** Every keeper of the signing key, by the name that the configuration gives it. */
export const signers = { file: keyFileSigner } as const
