import { blindIndex, isLanguage, type Language, newId, sealText, type Tx } from '#platform'
import type { SignedIn } from './adapters/sign-in.ts'
import type { PersonId } from './person.ts'
import { upsertPerson } from './person-store.ts'

/** A person as an identity provider vouches for them. */
export type Introduced = Pick<SignedIn, 'issuer' | 'subject' | 'name' | 'nationalId' | 'bornOn' | 'language'>

/** Knows a person again, or for the first time. @param otherwise their language when the provider names none of ours */
export function meetPerson(
  tx: Tx,
  introduced: Introduced,
  otherwise: Language,
): Promise<{ personId: PersonId; language: Language }> {
  const { issuer, subject, name, nationalId, bornOn, language } = introduced
  const spoken = language?.slice(0, 2)
  return upsertPerson(tx, {
    personId: newId(),
    issuer,
    subject,
    ...name,
    bornOn,
    language: isLanguage(spoken) ? spoken : otherwise,
    nationalIdSealed: nationalId && sealText(tx, nationalId),
    nationalIdIndex: nationalId && nationalIdIndex(tx, nationalId),
  })
}

/** The fingerprint by which a person is found from a national identifier. */
export function nationalIdIndex(world: Pick<Tx, 'keys'>, nationalId: string): string {
  return blindIndex(world, `national-id ${nationalId}`)
}
