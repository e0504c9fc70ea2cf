import type { Catalogue } from '#catalogue'

/**
 * What was looked at: an answer of a register, a request, a file that was handed in, a document by its code, a question about a look, a correction asked for,
 * a stated emergency; or done in the person's stead by a department's system: a request sent, its state asked for.
 */
export const lookKinds = [
  'register',
  'case',
  'file',
  'document',
  'inquiry',
  'correction',
  'emergency',
  'sending',
  'state',
] as const
export type LookKind = (typeof lookKinds)[number]

/** One look at a person's data, as it stands in the log. It carries ids and names of the catalogue, none of the data. */
export interface Look {
  /** Its place in the log. */
  readonly id: number
  readonly at: Date
  readonly kind: LookKind
  /** Who: a person's or officer's id, `system`, `visitor`, or a member of the exchange. */
  readonly by: string
  /** The lookup, case or document looked at. */
  readonly about: string
  /** For which service. */
  readonly service: string | null
  /** Whose register was asked. */
  readonly holder: string | null
  /** `register.query` */
  readonly query: string | null
  readonly facts: readonly string[]
  readonly law: string | null
  readonly consent: string | null
  /** The emergency an officer stated. */
  readonly emergency: string | null
  /** A member of the exchange that asked us, by its X-Road identifier. */
  readonly member: string | null
  readonly outcome: string | null
  /** A department's system that acted, by its name. */
  readonly system: string | null
}

/** What of all looks somebody wants to see. */
export interface LookFilter {
  readonly agency?: string | undefined
  readonly kind?: LookKind | undefined
  readonly since?: Date | undefined
}

/**
 * Which agency looked: the owner of the service it was for, or the one that keeps the register it looked into, `agency/register`.
 * Undefined for whoever held a document's code, and for members.
 */
export function lookerOf({ service }: Pick<Look, 'service'>, { services }: Pick<Catalogue, 'services'>): string | undefined {
  return service === null ? undefined : (services.get(service)?.owner ?? keeperIn(service))
}

/** The agency that looked into a register which it keeps here. */
export function keeperIn(service: string | null): string | undefined {
  return /^([a-z][a-z0-9-]*)\/[a-z][a-z0-9-]*$/.exec(service ?? '')?.[1]
}
