import type { Catalogue } from '#catalogue'
import { actFor, acts, keepMandateFromRegister, meetOrganisation, type Person } from '#people'
import { as, transaction } from '#platform'
import { entriesDirectedBy, saysSoUntil, today } from './directors.ts'
import type { Entry, EntryId } from './entry-store.ts'
import { keyIn } from './entry-values.ts'
import { OWN, type OwnRegister } from './own-register.ts'
import { type KeepingWorld, titleOf } from './read-entry.ts'
import { recordOwnLook } from './record-look.ts'
import { entryNotThere } from './refusals.ts'

/** A world in which somebody may act for an organisation, in the services that are for organisations. */
export type DirectingWorld = KeepingWorld & { readonly catalogue: Pick<Catalogue, 'services'> }

/** An organisation that a person may act for by its register. */
export interface Directed {
  readonly register: OwnRegister
  readonly entry: EntryId
  readonly number: string
  readonly name: string
}

/** The organisations that a person may act for today. The registers that are asked for it are on the person's record. */
export async function organisationsDirectedBy(world: DirectingWorld, person: string): Promise<Directed[]> {
  const asked = [...world.ownRegisters.values()].filter(({ actsFor }) => actsFor)
  const found = await Promise.all(
    asked.map(async register => {
      const entries = await entriesDirectedBy(world, register, person)
      await recordOwnLook(world, register, { person, isFound: entries.length > 0 })
      return entries.map(entry => directedFrom(world, register, entry))
    }),
  )
  return found.flat()
}

function directedFrom(world: DirectingWorld, register: OwnRegister, entry: Entry): Directed {
  const values = today(world, entry)!.values!
  return { register, entry: entry.id, number: keyIn(register, values), name: titleOf(register, values) }
}

/**
 * Acts for an organisation from now on, by what its register says today: the mandate lasts no longer than the register says so.
 * @throws Refusal NOT_THERE when the register does not let them
 */
export async function actForOrganisation(
  world: DirectingWorld,
  who: Person,
  { register: name, entry: id }: { register: string; entry: EntryId },
): Promise<void> {
  const register = world.ownRegisters.get(name)
  const entry = register && (await entriesDirectedBy(world, register, who.id)).find(one => one.id === id)
  if (!register || !entry) throw entryNotThere()
  await recordOwnLook(world, register, { person: who.id, isFound: true })
  const { number, name: called } = directedFrom(world, register, entry)
  const known = { register: register.id, number, name: called }
  const giver = await transaction(as(world, OWN), tx => meetOrganisation(tx, known))
  const mandate = await keepMandateFromRegister(world, {
    ...{ giver, holder: who.id, relation: 'director', ground: 'organisation-register', acts, by: 'system' },
    ...{ services: servicesForOrganisations(world), validUntil: saysSoUntil(world, entry) },
  })
  await actFor(world, who, mandate)
}

function servicesForOrganisations({ catalogue }: DirectingWorld): string[] {
  return [...catalogue.services.values()].filter(({ audience }) => audience !== 'person').map(({ id }) => id)
}
