import { makeChance } from '../dev/town/chance.ts'
import { walkOne } from './crowd.ts'
import type { Extent, Fault } from './fault.ts'
import { type UnderLoad, underLoad } from './under-load.ts'

const AT_ONCE = 100
const REORDERED = 6
// Far from those whom the crowd takes.
const FIRST_PERSON = 5_500

/** The same request a hundred times at once, and requests of several people sent again, late and in another order, the program restarted in between. */
export const deliveries: readonly Fault[] = [
  { name: 'same-request-at-once', whyNot: () => undefined, make: extent => underLoad(town => allAtOnce(town, extent)) },
  { name: 'sent-again-in-another-order', whyNot: () => undefined, make: extent => underLoad(town => anotherOrder(town, extent)) },
]

async function allAtOnce({ place, fault, figure }: UnderLoad, { seeds, firstSeed }: Extent): Promise<void> {
  let answered = 0
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const person = await walkOne(place, FIRST_PERSON + seed)
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => person.send().catch(() => undefined)))
    const receipts = new Set(answers.flatMap(answer => answer?.receipt ?? []))
    const bad = answers.filter(answer => answer && answer.status >= 500 && answer.status !== 503)
    if (receipts.size !== 1) fault(`seed ${seed}: one request sent ${AT_ONCE} times at once was told ${receipts.size} receipts`)
    if (bad.length > 0) fault(`seed ${seed}: ${bad.length} of ${AT_ONCE} were answered with ${bad[0]!.status}`)
    answered += answers.filter(answer => answer?.receipt).length
    person.close()
  }
  figure('toldTheSame', answered)
}

async function anotherOrder({ place, fault }: UnderLoad, { seeds, firstSeed }: Extent): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const chance = makeChance(seed)
    const people = await Promise.all(
      Array.from({ length: REORDERED }, (_, at) => walkOne(place, FIRST_PERSON + seed * REORDERED + at)),
    )
    const first = await Promise.all(people.map(async person => (await person.send()).receipt))
    await place.program().kill('SIGTERM')
    await place.start()
    for (let again = 0; again < 2 * REORDERED; again++) {
      const at = chance.between(0, REORDERED - 1)
      const { receipt } = await people[at]!.send()
      if (!receipt || receipt !== first[at])
        fault(`seed ${seed}: sent again, a request was told ${receipt} instead of ${first[at]}`)
    }
    for (const person of people) person.close()
  }
}
