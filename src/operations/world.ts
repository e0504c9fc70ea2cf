import type { Catalogue } from '#catalogue'
import type { World } from '#platform'
import type { Running } from './running.ts'

/** What the pages about the running of the service lean on besides the platform. */
export type OperationsWorld = World & {
  readonly catalogue: Pick<Catalogue, 'services' | 'registers' | 'agencies'>
  readonly running: Running
}
