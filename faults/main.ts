import { parseArgs } from 'node:util'
import { machine } from '../bench/measure.ts'
import { clockFaults } from './clock.ts'
import { deliveries } from './deliveries.ts'
import { diskFaults } from './disk-faults.ts'
import type { Fault, Seen } from './fault.ts'
import { killFaults } from './kills.ts'
import { undoEverything } from './machine.ts'
import { partitions } from './partitions.ts'
import { powerCuts } from './power-cut.ts'
import { slowClients } from './slow-clients.ts'

const faults: readonly Fault[] = [
  ...killFaults,
  ...powerCuts,
  ...diskFaults,
  ...partitions,
  ...deliveries,
  ...slowClients,
  ...clockFaults,
]

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await undoEverything()
    process.exit(1)
  })

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seeds: { type: 'string', default: '5' },
    from: { type: 'string', default: '1' },
  },
})
const extent = { seeds: Number(values.seeds), firstSeed: Number(values.from) }
const wanted = faults.filter(({ name }) => !values.only || values.only.includes(name))
const unknown = values.only?.filter(name => !faults.some(fault => fault.name === name)) ?? []

if (unknown.length > 0 || !(extent.seeds > 0) || !Number.isSafeInteger(extent.firstSeed)) {
  console.error(
    `npm run faults [-- --only NAME …] [--seeds N] [--from SEED]\nThere are: ${faults.map(({ name }) => name).join(', ')}.`,
  )
  process.exitCode = 2
} else for (const fault of wanted) await make(fault)

async function make({ name, isPlanted, whyNot, make }: Fault): Promise<void> {
  const why = whyNot()
  if (why !== undefined) return print({ fault: name, verdict: 'skipped', why })
  const began = performance.now()
  const seen = await make(extent).catch(cutShort)
  const seconds = Math.round((performance.now() - began) / 1000)
  const [whole, otherwise] = isPlanted ? ['missed', 'caught'] : ['held', 'broken']
  const verdict = seen.faults.length === 0 ? whole : otherwise
  if (verdict === 'broken' || verdict === 'missed') process.exitCode = 1
  print({ fault: name, from: extent.firstSeed, seeds: extent.seeds, ...seen, verdict, seconds, machine })
}

/** What could not be made or looked at to its end has not held. */
function cutShort({ message }: Error): Seen {
  return { receipts: 0, lost: 0, doubled: 0, torn: 0, faults: [`it could not be made to its end: ${message}`] }
}

function print(line: object): void {
  console.log(JSON.stringify(line))
}
