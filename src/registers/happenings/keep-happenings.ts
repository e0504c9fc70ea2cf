import type { RegisterEvent } from '#catalogue'
import { steadyNationalIdIndex } from '#people'
import { as, newId, record, steadyIndex, type Tx, transaction, type World } from '#platform'
import type { NewHappening } from './happening.ts'
import { digestsOf, insertHappenings, type KeptHappening } from './happening-store.ts'

/** What a member tells, each with the event it is. */
export interface Telling {
  readonly client: string
  readonly news: readonly { readonly fit: NewHappening; readonly event: RegisterEvent }[]
}

/** By the member's numbers: what was new, what was known, and what says something else than before under the same number. */
export interface Kept {
  readonly kept: readonly string[]
  readonly known: readonly string[]
  readonly other: readonly string[]
}

/** Keeps what a register tells of, each event once however often it is told, in one transaction with its entries in the log. */
export function keepHappenings(world: World, { client, news }: Telling): Promise<Kept> {
  const happenings = news.map(({ fit, event }) => keptOf(world, fit, event))
  const numbers = happenings.map(({ number }) => number)
  return transaction(as(world, 'system registers.provide'), async tx => {
    const inserted = new Set(await insertHappenings(tx, client, happenings))
    const fresh = happenings.filter(({ number }) => inserted.delete(number))
    if (fresh.length > 0) await record(tx, ...fresh.map(({ id, event, law }) => told({ id, event, law, client })))
    return { kept: fresh.map(({ number }) => number), ...(await sortOut(tx, { client, numbers, fresh, happenings })) }
  })
}

function keptOf(world: World, { number, event, on, people, details }: NewHappening, { law }: RegisterEvent): KeptHappening {
  const digest = steadyIndex(world, `happening ${JSON.stringify([event, on, people, details])}`)
  const indexes = people.map(one => steadyNationalIdIndex(world, one))
  return { id: newId(), number, event, on, law, indexes, people, digest, details }
}

function told({ id, event, law, client }: Pick<KeptHappening, 'id' | 'event' | 'law'> & { client: string }) {
  return { kind: 'happening.told', about: id, by: client, facts: { event, member: client, law } } as const
}

interface Sorting {
  readonly client: string
  readonly numbers: readonly string[]
  readonly fresh: readonly KeptHappening[]
  readonly happenings: readonly KeptHappening[]
}

async function sortOut(tx: Tx, { client, numbers, fresh, happenings }: Sorting) {
  const before = await digestsOf(tx, client, numbers)
  const rest = happenings.filter(one => !fresh.includes(one))
  const isSame = ({ number, digest }: KeptHappening) => before.get(number) === digest
  const numbersOf = (some: readonly KeptHappening[]) => some.map(({ number }) => number)
  return { known: numbersOf(rest.filter(isSame)), other: numbersOf(rest.filter(one => !isSame(one))) }
}
