import { carryOutParting, countParting, newId, type Parting, Refusal, record, transaction, type World } from '#platform'
import { holdsOn, keepHoldsAsTheyAre, saveErasure } from './erasure-store.ts'
import { erasureWords } from './erasure-words.ts'
import { allParts } from './held.ts'

/** What a person may erase whenever they like. */
export const erasable: readonly Parting[] = allParts.filter(({ onRequest }) => onRequest)

/** How many things there are of each kind that a person may erase, by its name. */
export async function countErasable(world: World, person: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const parting of erasable) counts[parting.name] = await countParting(world, parting, { of: person })
  return counts
}

/**
 * Erases what a person chose, for good, all of it or nothing. How many of what stays on record, and nothing of what it was.
 * @throws {Refusal} DATA_HELD_BACK while an agency needs what is held
 */
export async function eraseData(
  world: World,
  { person, chosen }: { person: string; chosen: readonly string[] },
): Promise<string> {
  return transaction(world, async tx => {
    await keepHoldsAsTheyAre(tx)
    if ((await holdsOn(tx, person)).length > 0) throw heldBack()
    const counts: Record<string, number> = {}
    for (const parting of allParts.filter(
      ({ name, goesWith = name, onRequest }) => chosen.includes(goesWith) && (onRequest || goesWith !== name),
    ))
      counts[parting.name] = await carryOutParting(tx, parting, { of: person })
    const id = newId()
    await saveErasure(tx, person, { id, counts, erasedAt: tx.now() })
    await record(tx, { kind: 'data.erased', about: id, person, by: person, facts: counts })
    return id
  })
}

function heldBack(): Refusal {
  return new Refusal('DATA_HELD_BACK', 409, language => erasureWords(language)('DATA_HELD_BACK'))
}
