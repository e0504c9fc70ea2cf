import { as, newId, Refusal, record, type Tx, transaction, type World } from '#platform'
import { mandateCodeIndexes } from './give-mandate.ts'
import { isOpen, type Mandate } from './mandate.ts'
import { guessesSince, insertGuess, lockByCode, lockGuesses, MANDATES, markAccepted } from './mandate-store.ts'
import type { PersonId } from './person.ts'
import { findPerson } from './person-store.ts'
import { notThere } from './refusals.ts'
import { words } from './words.ts'

const GUESSES_MAX = 5
const GUESSES_WITHIN_MS = 3_600_000

interface Typed {
  readonly person: PersonId
  readonly code: string
}

/** What a code offers; undefined when it opens nothing for this person. Few wrong ones are heard in an hour. */
export async function openMandate(world: World, typed: Typed): Promise<Mandate | undefined> {
  await beThemselves(world, typed)
  return transaction(as(world, MANDATES), tx => find(tx, typed))
}

/** Takes the mandate of a code upon oneself: from now on one may act by it. */
export async function acceptMandate(world: World, typed: Typed): Promise<Mandate | undefined> {
  await beThemselves(world, typed)
  return transaction(as(world, MANDATES), async tx => {
    const mandate = await find(tx, typed)
    if (!mandate) return undefined
    await markAccepted(tx, mandate, typed.person)
    const { id: about, giver: person } = mandate
    await record(tx, { kind: 'mandate.accepted', about, person, by: typed.person })
    return mandate
  })
}

/** What follows reaches across persons; so the database says first that it is this one who asks. */
async function beThemselves(world: World, { person }: Typed): Promise<void> {
  if (!(await findPerson(world, person))) throw notThere()
}

async function find(tx: Tx, { person, code }: Typed): Promise<Mandate | undefined> {
  // Whoever guesses in many tabs at once still has one count.
  await lockGuesses(tx, person)
  const since = new Date(tx.now().getTime() - GUESSES_WITHIN_MS)
  if ((await guessesSince(tx, person, since)) >= GUESSES_MAX) throw tooManyGuesses()
  const mandate = await lockByCode(tx, mandateCodeIndexes(tx, code))
  if (mandate && isOpen(mandate, tx.now()) && mandate.giver !== person) return mandate
  await insertGuess(tx, { person, id: newId() })
  return undefined
}

function tooManyGuesses(): Refusal {
  return new Refusal('MANDATE_CODE_TRIED_TOO_OFTEN', 429, language => words(language)('code-tried-too-often'))
}
