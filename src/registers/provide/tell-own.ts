import type { ProvidedTo } from '#catalogue'
import { isId, newId } from '#platform'
import { standingEntry, tellEntry } from '../own/answer-own.ts'
import type { OwnRegister, Told } from '../own/own-register.ts'
import { recordMembersLook } from '../own/record-look.ts'
import type { ProvidingWorld } from './world.ts'

export interface OwnService {
  readonly register: OwnRegister
  readonly told: Told
}

/** The register of ours that answers by this code. */
export function ownServiceOf({ ownRegisters }: Pick<ProvidingWorld, 'ownRegisters'>, code: string): OwnService | undefined {
  const register = [...(ownRegisters?.values() ?? [])].find(({ tells }) => tells.has(code))
  return register && { register, told: register.tells.get(code)! }
}

interface MemberAsksOwn extends OwnService {
  readonly to: ProvidedTo
  readonly key: string
  readonly id: string
  readonly issue: string
  readonly representedParty: string | undefined
}

/**
 * Tells a member what stands in a register of ours today. The look is on the record of everybody it concerns before anything
 * leaves; if it cannot be recorded nothing is told.
 */
export async function tellOwn(world: ProvidingWorld, asked: MemberAsksOwn): Promise<{ found: unknown[] }> {
  const { register, told, to, key, id, issue, representedParty } = asked
  const values = await standingEntry(world, register, key)
  await recordMembersLook(world, register, {
    ...{ values, facts: [...told.gives.keys()] },
    by: { client: to.client, law: to.law, messageId: isId(id) ? id : newId(), issue, representedParty },
  })
  return { found: values ? [tellEntry(told, register.fields, values)] : [] }
}
