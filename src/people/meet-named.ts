import { type Language, newId, record, sealText, type Tx } from '#platform'
import { nationalIdIndex } from './meet-person.ts'
import type { PersonId } from './person.ts'
import { findNamed, insertNamed, lockNamed } from './person-store.ts'

/** A person as an agency's system names them. */
export interface Named {
  readonly nationalId: string
  readonly givenNames: string
  readonly familyName: string
  readonly language: Language
  /** Who names them. */
  readonly by: string
}

interface Met {
  readonly personId: PersonId
  readonly language: Language
}

/** Whoever is met so is known again at their first sign-in by the same identifier. */
const ISSUER = 'national identifier'

/** Knows people again by their national identifier, or for the first time. What is known of somebody stays as it is. @returns one for each, in order */
export async function meetAllNamed(tx: Tx, named: readonly Named[]): Promise<Met[]> {
  const indexOf = named.map(one => nationalIdIndex(tx, one.nationalId))
  const byIndex = new Map(named.map((one, at) => [indexOf[at]!, one]))
  const indexes = [...byIndex.keys()].sort()
  const known = await findNamed(tx, indexes)
  const unknown = indexes.filter(index => !known.has(index))
  const met = unknown.length === 0 ? known : new Map([...known, ...(await meetForTheFirstTime(tx, unknown, byIndex))])
  return indexOf.map(index => met.get(index)!)
}

async function meetForTheFirstTime(
  tx: Tx,
  indexes: readonly string[],
  byIndex: ReadonlyMap<string, Named>,
): Promise<ReadonlyMap<string, Met>> {
  // In this order on the connection: whoever waited for the lock sees whom the other met.
  const [, meanwhile] = await Promise.all([lockNamed(tx, indexes), findNamed(tx, indexes)])
  const people = indexes
    .filter(index => !meanwhile.has(index))
    .map(index => {
      const { nationalId, givenNames, familyName, language, by } = byIndex.get(index)!
      const sealed = { nationalIdSealed: sealText(tx, nationalId), nationalIdIndex: index }
      return { by, person: { personId: newId(), issuer: ISSUER, subject: index, givenNames, familyName, language, ...sealed } }
    })
  if (people.length === 0) return meanwhile
  await Promise.all([
    insertNamed(
      tx,
      people.map(({ person }) => person),
    ),
    record(tx, ...people.map(introduced)),
  ])
  return new Map([...meanwhile, ...people.map(({ person }) => [person.nationalIdIndex, person] as const)])
}

function introduced({ by, person: { personId } }: { by: string; person: Met }) {
  return { kind: 'person.introduced' as const, about: personId, person: personId, by }
}
