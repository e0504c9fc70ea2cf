import { type Entry, entryIndexes, isLanguage, type Language, newEntry, newId, record, steadyIndex, type Tx } from '#platform'
import type { SignedIn } from './adapters/sign-in.ts'
import { findIdentity, findNamedByOthers, insertIdentity, lockNationalId } from './identity-store.ts'
import type { PersonId } from './person.ts'
import { findBySubject, refreshPerson, upsertPerson } from './person-store.ts'

/** A person as an identity provider vouches for them. */
export type Introduced = Pick<SignedIn, 'issuer' | 'subject' | 'name' | 'nationalId' | 'bornOn' | 'language'> &
  Partial<Pick<SignedIn, 'level'>>

const NATIONAL_ID = 'national-id'

type Met = { readonly personId: PersonId; readonly language: Language }

/**
 * Knows a person again, or for the first time. Whoever comes from another provider than before is known again by the national
 * identifier, if it was told at level substantial or high, and only one person it can be.
 * @param otherwise their language when the provider names none of ours
 */
export async function meetPerson(tx: Tx, introduced: Introduced, otherwise: Language): Promise<Met> {
  const { issuer, subject, name, nationalId, bornOn, language } = introduced
  const spoken = language?.slice(0, 2)
  const [known, met] = await Promise.all([findIdentity(tx, introduced), findBySubject(tx, introduced)])
  const linked = known ?? (met ? undefined : await linkedByNationalId(tx, introduced))
  const told = {
    ...name,
    bornOn,
    language: isLanguage(spoken) ? spoken : otherwise,
    nationalId: nationalId ? nationalIdEntry(tx, nationalId) : undefined,
  }
  return linked
    ? refreshPerson(tx, { ...told, personId: linked.id })
    : upsertPerson(tx, { ...told, personId: newId(), issuer, subject })
}

/** One provider never names one person twice, so only somebody whom others alone have named can be meant. */
async function linkedByNationalId(
  tx: Tx,
  { issuer, subject, nationalId, level }: Introduced,
): Promise<{ id: PersonId } | undefined> {
  if (!nationalId || level === undefined || level === 'low') return undefined
  const indexes = nationalIdIndexes(tx, nationalId)
  // In this order: whoever waited for the lock must see whom the other linked. The oldest key's index is the same for everybody, also while a new
  // key is on its way.
  const [, [one, ...others]] = await Promise.all([
    lockNationalId(tx, indexes.at(-1)!),
    findNamedByOthers(tx, { issuer, indexes }),
  ])
  if (!one || others.length > 0) return undefined
  await insertIdentity(tx, { issuer, subject, person: one.id })
  await record(tx, { kind: 'identity.linked', about: one.id, person: one.id, by: 'system', facts: { level } })
  return one
}

/** The fingerprint of a national identifier for what waits for a person longer than any data key lasts. */
export function steadyNationalIdIndex(world: Pick<Tx, 'keys'>, nationalId: string): string {
  return steadyIndex(world, `${NATIONAL_ID} ${nationalId}`)
}

/** The fingerprints by which a person is found from a national identifier. */
export function nationalIdIndexes(world: Pick<Tx, 'keys'>, nationalId: string): string[] {
  return entryIndexes(world, { kind: NATIONAL_ID, value: nationalId })
}

/** A national identifier as the vault keeps it. */
export function nationalIdEntry(world: Pick<Tx, 'keys'>, nationalId: string): Entry {
  return newEntry(world, { kind: NATIONAL_ID, value: nationalId })
}
