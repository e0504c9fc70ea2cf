import { openText, record, sealText, transaction, type World } from '#platform'
import { removeAddress, saveAddress, sealedAddressOf } from './store.ts'

const ADDRESS_MAX = 254

/** Reads an e-mail address as typed. @returns undefined when mail could not be sent to it */
export function readAddress(typed: string): string | undefined {
  const address = typed.trim()
  const isPlain = /^[^\s@<>,;:"()[\]\\]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+[\p{L}\p{N}-]{2,63}$/u.test(address)
  return isPlain && address.length <= ADDRESS_MAX ? address : undefined
}

/** The address at which a person is told of new messages; undefined for those who did not ask. */
export async function noticeAddress(world: World, person: string): Promise<string | undefined> {
  const sealed = await sealedAddressOf(world, person)
  return sealed === undefined ? undefined : openText(world, sealed)
}

/** Tells a person of new messages from now on, at an address read by `readAddress`. */
export async function startNotices(world: World, person: string, address: string): Promise<void> {
  await transaction(world, async tx => {
    await saveAddress(tx, person, sealText(tx, address))
    await record(tx, { kind: 'notices.started', about: person, person, by: person, facts: { channel: 'email' } })
  })
}

/** Forgets the address; no more notices. */
export async function stopNotices(world: World, person: string): Promise<void> {
  await transaction(world, async tx => {
    if (await removeAddress(tx, person)) await record(tx, { kind: 'notices.stopped', about: person, person, by: person })
  })
}
