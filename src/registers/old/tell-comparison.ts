import type { Log } from '#platform'
import type { Comparison } from '../adapters/compared.ts'

/** Logs where the two ways to a register said different things: which places, never what stood in them. */
export function tellComparison(log: Log, { service, result, places }: Comparison): void {
  const facts = { route: service, code: `COMPARED_${result.toUpperCase()}`, count: places.length }
  if (result === 'differs') log.warn(facts, `the old register and the new one differ in ${places.join(', ')}`)
  else log.info(facts, 'the old register and the new one were compared')
}
