import { type Answers, answerTo, type Fact } from '#catalogue'
import { dayOf, record, transaction, type World } from '#platform'
import { type EntryId, findEntries, idsByKeys, idsByWords } from './entry-store.ts'
import { keyIndex, wordIndex, wordsIn } from './fingerprints.ts'
import type { OwnRegister } from './own-register.ts'
import { type Keeper, lastValues } from './read-entry.ts'
import { standing } from './statement.ts'

/** So few that nobody reads a register through by looking for “a”. */
const HITS_MOST = 10

/** One entry found: enough to know it by. What is not public is masked. */
export interface Hit {
  readonly id: EntryId
  readonly key: string
  readonly title: string
  /** Whether it stands today. */
  readonly stands: boolean
}

/** Entries with this key, or in which all these words stand. That somebody looked is recorded, and what for is not. */
export async function findInRegister(
  world: World,
  register: OwnRegister,
  { text, by }: { text: string; by: Keeper },
): Promise<{ readonly hits: readonly Hit[]; readonly hasMore: boolean }> {
  const ids = await idsFor(world, register, text)
  const entries = await findEntries(world, register, ids.slice(0, HITS_MOST))
  const asAt = { on: dayOf(world.now()), knownAt: world.now() }
  const hits = entries.map(entry => {
    const values = lastValues(entry)
    const shown = { key: masked(register.key, values), title: masked(register.title, values) }
    return { id: entry.id, ...shown, stands: standing(entry.statements, asAt)?.values != null }
  })
  const facts = { register: register.id, agency: register.agency, found: hits.length }
  await transaction(world, tx => record(tx, { kind: 'register.searched', about: register.id, by: by.id, facts }))
  return { hits: hits.sort((a, b) => (a.title < b.title ? -1 : 1)), hasMore: ids.length > HITS_MOST }
}

async function idsFor(world: World, register: OwnRegister, text: string): Promise<EntryId[]> {
  const byKey = await idsByKeys(world, register, [keyIndex(world, register, text)])
  if (byKey.size > 0) return [...byKey.values()]
  const words = wordsIn(text).map(word => wordIndex(world, register, word))
  return words.length > 0 ? idsByWords(world, register, { words, limit: HITS_MOST + 1 }) : []
}

/** What everybody may know is shown, of all else the first letter of each word and the last two of a number. */
function masked(fact: Fact, values: Answers): string {
  const value = String(answerTo(fact, values) ?? '')
  if (fact.sensitivity === 'public') return value
  if (fact.type === 'national-id') return `…${value.slice(-2)}`
  return value.replaceAll(/(\p{L}|\p{N})[\p{L}\p{N}\p{M}]*/gu, '$1…')
}
