import type { Journal } from './journal.ts'
import { openLine } from './line.ts'
import { madeRequest } from './made-requests.ts'
import { type Wish, written } from './send-all.ts'

/** What came of sending again what was answered before. */
export interface TriedAgain {
  /** How many were sent again, each once as it was and once with other content. */
  readonly tried: number
}

/** Sends some requests again: as they were, which the journal holds to the same receipt, and with other content, which must be refused. */
export async function tryAgain(wish: Wish, journal: Journal, every: number): Promise<TriedAgain> {
  const { hostname: host, port } = new URL(wish.site)
  const line = openLine({ host, port: Number(port) })
  let tried = 0
  for (let number = wish.from; number < wish.to; number += every) {
    const request = madeRequest(number, wish)
    const same = await line.ask(written(wish, request))
    if (same.status === 201) {
      const { reference, digest } = JSON.parse(same.body) as { reference: string; digest: string }
      journal.add({ receipt: request.key, reference, digest })
    }
    const other = await line.ask(written(wish, { ...madeRequest(number + 1, wish), key: request.key }))
    journal.add({ other: request.key, status: other.status })
    tried++
  }
  line.close()
  await journal.kept()
  return { tried }
}
