import { as, blindIndex, newId, newReference, record, transaction, type World } from '#platform'
import type { Act, MandateGround, MandateId, Relation } from './mandate.ts'
import { insertMandate, MANDATES } from './mandate-store.ts'
import type { PersonId } from './person.ts'

const CODE_LASTS_MS = 24 * 3_600_000

interface Scope {
  readonly giver: PersonId
  readonly relation: Relation
  readonly acts: readonly Act[]
  /** Null for every service. */
  readonly services: readonly string[] | null
  readonly validUntil: Date
}

/** Gives a mandate to whoever is told its code within a day. @returns the code, which is nowhere kept */
export async function giveMandate(world: World, scope: Scope): Promise<{ id: MandateId; code: string }> {
  const [id, code, now] = [newId(), newReference(), world.now()]
  await transaction(world, async tx => {
    await insertMandate(tx, {
      ...{ ...scope, id, holder: null, ground: 'given', givenAt: now, validFrom: now, acceptedAt: null },
      ...{ codeIndex: mandateCodeIndex(tx, code), codeEndsAt: new Date(now.getTime() + CODE_LASTS_MS) },
    })
    await record(tx, { kind: 'mandate.given', about: id, person: scope.giver, by: scope.giver, facts: factsOf(scope) })
  })
  return { id, code }
}

interface FromRegister extends Scope {
  readonly holder: PersonId
  readonly ground: Exclude<MandateGround, 'given'>
  readonly by: string
}

/** Keeps a mandate that a register knows of: a parent's for a child, a director's for an organisation. It holds at once. */
export async function keepMandateFromRegister(world: World, { by, ...mandate }: FromRegister): Promise<MandateId> {
  const [id, now] = [newId(), world.now()]
  await transaction(as(world, MANDATES), async tx => {
    const held = { ...mandate, id, givenAt: now, validFrom: now, acceptedAt: now, codeIndex: null, codeEndsAt: null }
    await insertMandate(tx, held)
    const facts = { ...factsOf(mandate), ground: mandate.ground, holder: mandate.holder }
    await record(tx, { kind: 'mandate.registered', about: id, person: mandate.giver, by, facts })
  })
  return id
}

function factsOf({ relation, acts, services }: Scope) {
  return { relation, acts: [...acts], services: services && [...services] }
}

/** The fingerprint by which a mandate is found from its code, however it was typed. */
export function mandateCodeIndex(world: Pick<World, 'keys'>, code: string): string {
  return blindIndex(world, `mandate ${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`)
}
