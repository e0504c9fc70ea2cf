import { fileWitness } from './file.ts'
import { httpWitness } from './http.ts'

export { witnessedIn } from './file.ts'
export type { Handed, Testimony, Witness } from './witness.ts'

/** Every kind of witness, by the name that the configuration gives it. */
export const witnesses = { file: fileWitness, http: httpWitness } as const
