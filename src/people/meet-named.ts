import { type Language, newId, record, type Tx } from '#platform'
import { nationalIdEntry, nationalIdIndexes } from './meet-person.ts'
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

/**
 * Knows people again by their national identifier, or for the first time. What is known of somebody stays as it is.
 * @returns one for each, in order, and what writes those who were not known
 */
export async function peopleToMeet(tx: Tx, named: readonly Named[]): Promise<{ met: Met[]; meet(): Promise<void> }> {
  const numbers = new Map(named.map(one => [one.nationalId, one]))
  const known = await knownBy(tx, [...numbers.keys()])
  const unknown = [...numbers.values()].filter(({ nationalId }) => !known.has(nationalId))
  const { meanwhile, people } = unknown.length === 0 ? nobody : await unknownStill(tx, unknown)
  const met = new Map([...known, ...meanwhile, ...people.map(({ number, person }) => [number, person] as const)])
  return { met: named.map(({ nationalId }) => met.get(nationalId)!), meet: () => writePeople(tx, people) }
}

/** Whoever is known of these, by national identifier; under two fingerprints each while keys are being changed. */
async function knownBy(tx: Tx, nationalIds: readonly string[]): Promise<ReadonlyMap<string, Met>> {
  const numberOf = new Map(nationalIds.flatMap(one => nationalIdIndexes(tx, one).map(index => [index, one] as const)))
  const found = await findNamed(tx, [...numberOf.keys()].sort())
  return new Map([...found].map(([index, met]) => [numberOf.get(index)!, met]))
}

interface Unknown {
  /** Whom another met while we waited. */
  readonly meanwhile: ReadonlyMap<string, Met>
  readonly people: readonly NewPerson[]
}

interface NewPerson {
  readonly by: string
  readonly number: string
  readonly person: Parameters<typeof insertNamed>[1][number]
}

const nobody: Unknown = { meanwhile: new Map(), people: [] }

async function unknownStill(tx: Tx, named: readonly Named[]): Promise<Unknown> {
  const ids = named.map(({ nationalId }) => nationalId)
  // The oldest key's fingerprint is the same for everybody, also while a new key is on its way. In this order on the connection: whoever
  // waited for the lock sees whom the other met.
  const locks = ids.map(id => nationalIdIndexes(tx, id).at(-1)!).sort()
  const [, meanwhile] = await Promise.all([lockNamed(tx, locks), knownBy(tx, ids)])
  const people = named
    .filter(({ nationalId }) => !meanwhile.has(nationalId))
    .map(({ nationalId, givenNames, familyName, language, by }) => {
      const entry = nationalIdEntry(tx, nationalId)
      const person = { personId: newId(), issuer: ISSUER, subject: entry.valueIndex, givenNames, familyName, language }
      return { by, number: nationalId, person: { ...person, nationalId: entry } }
    })
  return { meanwhile, people }
}

async function writePeople(tx: Tx, people: readonly NewPerson[]): Promise<void> {
  if (people.length === 0) return
  const written = people.map(({ person }) => person)
  await Promise.all([insertNamed(tx, written), record(tx, ...people.map(introduced))])
}

function introduced({ by, person: { personId } }: { by: string; person: Met }) {
  return { kind: 'person.introduced' as const, about: personId, person: personId, by }
}
