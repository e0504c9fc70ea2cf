import { changeDraft } from '../src/journeys/change-draft.ts'
import { catalogueWithCrew } from '../src/journeys/testing/crew.ts'
import { siteOf, tabOf, testTown } from '../src/journeys/testing/town.ts'
import { type Figure, quantile } from './measure.ts'

const ROWS = 1_000
const ANSWERS = 60
const WARM_UP = 10

/**
 * Answering a page of one entry among 1,000, over the website with its database, up to the address of the next page:
 * the group has a second page that each entry's answers may open. Target: 100 ms.
 */
export async function* bigGroup(): AsyncIterable<Figure> {
  const town = await testTown()
  const world = { ...town.world, catalogue: catalogueWithCrew(town.world.catalogue, { min: 1, max: ROWS }) }
  const { person, get, post, begin } = await tabOf(world, 'captain', siteOf(world))
  const at = await begin('/services/boat-licence')
  const sailors = Array.from({ length: ROWS }, (_, n) => ({ name: `Kim Sailor ${n}`, age: n % 90 }))
  const answers = { boat: { name: 'Petrel' }, sailors }
  await changeDraft(world, { personId: person, id: at.split('/')[2]! }, draft => ({
    draft: { ...draft, answers },
    event: { kind: 'journey.page-answered' },
    result: undefined,
  }))
  const [posts, gets]: [number[], number[]] = [[], []]
  for (let n = 0; n < ANSWERS; n++) {
    const url = `${at}/pages/boat-licence.crew:${1 + ((n * 37) % ROWS)}`
    const drawn = await timed(gets, () => get(url))
    const seen = /name="seen" value="([^"]*)"/.exec(drawn.body)?.[1] ?? ''
    const fields = { seen, 'sailor.name': `Sam Mate ${n}`, 'sailor.age': String(20 + n) }
    const answered = await timed(posts, () => post(url, fields))
    if (answered.statusCode !== 303) throw new Error(`answered with ${answered.statusCode}`)
  }
  const about = { unit: 'ms', n: ANSWERS - WARM_UP, target: 100 }
  for (const [name, times] of [
    ['answer', posts],
    ['page', gets],
  ] as const)
    for (const share of [0.5, 0.95])
      yield { measure: `big-group-${name}-p${share * 100}`, value: quantile(times.slice(WARM_UP), share), ...about }
}

async function timed<T>(times: number[], act: () => Promise<T>): Promise<T> {
  const before = performance.now()
  const result = await act()
  times.push(performance.now() - before)
  return result
}
