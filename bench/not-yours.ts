import { outputOf } from '../conformance/isolation.ts'
import { type Figure, quantile } from './measure.ts'

interface Times {
  readonly rounds: number
  readonly times: readonly { readonly door: string; readonly differenceMs: number }[]
}

/** At each door to one's own things: the median time for another's thing, less that for a thing that is nowhere. Target: 1 ms. */
export async function* notYours(): AsyncIterable<Figure> {
  const said = await outputOf('tests/hostile/not-yours.ts')
  const [, json] = /^(?:# )?not-yours (\{.*\})$/m.exec(said) ?? []
  if (!json) throw new Error(`it did not come to its end: ${said.slice(-2_000)}`)
  const { rounds, times } = JSON.parse(json) as Times
  const differences = times.map(({ differenceMs }) => differenceMs)
  const about = { unit: 'ms', n: rounds * times.length * 2, target: 1 }
  yield { measure: 'not-yours-difference-of-medians-p50', value: quantile(differences, 0.5), ...about }
  yield { measure: 'not-yours-difference-of-medians-max', value: quantile(differences, 1), ...about }
}
