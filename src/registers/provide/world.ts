import type { Answers, Catalogue } from '#catalogue'
import type { World } from '#platform'
import type { OwnRegisters } from '../own/own-register.ts'

/** Something that was granted to a person, on these facts. */
export interface Granted {
  /** `YYYY-MM-DD` */
  readonly decidedOn: string
  readonly pays?: { readonly amountMinor: number; readonly currency: string; readonly every: string }
  readonly answers: Answers
}

/** A world that can tell other members what was granted; a higher floor knows how to find it. */
export type ProvidingWorld = World & {
  readonly catalogue: Pick<Catalogue, 'events' | 'facts' | 'provided' | 'registers' | 'services'>
  /** Registers that are kept here; none when absent. */
  readonly ownRegisters?: OwnRegisters
  granted(world: World, person: string, service: string): Promise<readonly Granted[]>
}
