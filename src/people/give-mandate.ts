import { as, blindIndex, blindIndexes, newId, newReference, record, type Tx, transaction, type World } from '#platform'
import type { Act, MandateGround, MandateId, Relation } from './mandate.ts'
import { endByRegister, insertMandate, lockFromRegister, MANDATES } from './mandate-store.ts'
import type { PersonId } from './person.ts'

const DAY_MS = 24 * 3_600_000
const CODE_LASTS_MS = DAY_MS

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

/**
 * Keeps a mandate that a register knows of: a parent's for a child, a director's for an organisation. It holds at once.
 * One that says the same and is held already is kept as it is; one that reaches otherwise ends.
 */
export async function keepMandateFromRegister(world: World, { by, ...mandate }: FromRegister): Promise<MandateId> {
  return transaction(as(world, MANDATES), async tx => {
    const { same, others } = await alreadyHeld(tx, mandate)
    if (same) return same
    for (const about of others) {
      const facts = { endedBy: 'system' }
      await record(tx, { kind: 'mandate.ended', about, person: mandate.giver, by, facts })
    }
    await endByRegister(tx, mandate.giver, others)
    return insertHeld(tx, { by, ...mandate })
  })
}

/** What of the holder rests on the register already: the mandate that reaches as far and lasts as long, or others that do not. */
async function alreadyHeld(
  tx: Tx,
  { giver, holder, services, validUntil, ground }: Omit<FromRegister, 'by'>,
): Promise<{ same?: MandateId; others: MandateId[] }> {
  if (ground !== 'organisation-register') return { others: [] }
  const held = (await lockFromRegister(tx, giver)).filter(one => one.holder === holder && one.validUntil > tx.now())
  const same = held.find(
    one =>
      String(one.services) === String(services) &&
      one.validUntil <= validUntil &&
      validUntil.getTime() - one.validUntil.getTime() < DAY_MS,
  )
  return same ? { same: same.id, others: [] } : { others: held.map(({ id }) => id) }
}

async function insertHeld(tx: Tx, { by, ...mandate }: FromRegister): Promise<MandateId> {
  const [id, now] = [newId(), tx.now()]
  const held = { ...mandate, id, givenAt: now, validFrom: now, acceptedAt: now, codeIndex: null, codeEndsAt: null }
  await insertMandate(tx, held)
  const facts = { ...factsOf(mandate), ground: mandate.ground, holder: mandate.holder }
  await record(tx, { kind: 'mandate.registered', about: id, person: mandate.giver, by, facts })
  return id
}

function factsOf({ relation, acts, services }: Scope) {
  return { relation, acts: [...acts], services: services && [...services] }
}

/** The fingerprint under which a mandate's code is kept. */
function mandateCodeIndex(world: Pick<World, 'keys'>, code: string): string {
  return blindIndex(world, tidied(code))
}

/** The fingerprints under which the mandate of a code may stand, however it was typed: one for each key there is. */
export function mandateCodeIndexes(world: Pick<World, 'keys'>, code: string): string[] {
  return blindIndexes(world, tidied(code))
}

function tidied(code: string): string {
  return `mandate ${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`
}
