import { rootSecret } from './root-secret.ts'

export { type KeyEncryption, wrappedBy } from './key-encryption.ts'

/** Every kind of place where the key of keys may be, by the name that the configuration gives it. */
export const keyEncryptions = { rootSecret } as const
