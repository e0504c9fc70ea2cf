import { fileMailer } from './file.ts'

/** Every way of sending e-mail, by the name that the configuration gives it. */
export const mailers = { file: fileMailer } as const
