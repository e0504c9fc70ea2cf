import { as, behind, parkedEvents, releaseParked, type World } from '#platform'
import type { Config } from '../config.ts'
import { subscriptions } from '../wiring.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { counted } from './counted.ts'

const USAGE = `portico consumers                what hears the log, how far it is behind, and what it parked
portico consumers release NAME   have what it parked heard once more, by the program that runs
Portico must be running, or DATABASE_URL be set.`

/** `consumers`: lists who hears the log, and releases what they parked. @returns the exit code, 1 when something is parked */
export async function consumersCommand(config: Config, rest: string[]): Promise<number> {
  const [verb, name] = rest
  if (verb === undefined) return besideTheProgram(config, list)
  if (verb === 'release' && subscriptions.some(({ consumer }) => consumer === name))
    return besideTheProgram(config, world => release(world, name!))
  console.error(USAGE)
  return 2
}

async function list(world: World): Promise<number> {
  const parked = await parkedEvents(world)
  for (const subscription of subscriptions) {
    const ours = parked.filter(({ consumer }) => consumer === subscription.consumer)
    console.log(
      `${subscription.consumer}: ${counted(await behind(as(world, `system ${subscription.consumer}`), subscription), 'event')} behind, ${ours.length} parked`,
    )
    for (const { kind, about, fault, tries, parkedAt } of ours)
      console.log(`  ${kind} ${about}: ${fault}; tried ${tries} times, last at ${parkedAt.toISOString()}`)
  }
  return parked.length > 0 ? 1 : 0
}

async function release(world: World, name: string): Promise<number> {
  console.log(`${counted(await releaseParked(world, name), 'event')} of ${name} will be heard once more.`)
  return 0
}
