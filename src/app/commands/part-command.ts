import { ownFigures } from '#platform'
import type { Config } from '../config.ts'
import { openDatabaseFor } from '../open-database.ts'
import { askSupervisor, untilToldToStop } from '../processes/own-supervisor.ts'
import type { Part } from '../processes/part.ts'
import { running } from '../running.ts'
import { serve } from '../serve.ts'
import { prepare } from '../start.ts'
import { openWorld, outsideOf } from '../world.ts'
import { explainPort } from './explain-port.ts'

/** One of several processes: does what its supervisor gave it to do, until that tells it to stop. @returns the exit code */
export async function partCommand(config: Config, part: Part): Promise<number> {
  if (part.task === 'prepare') return preparing(config, part)
  const told = untilToldToStop()
  const { stop } = await doing(config, part).catch(explainPort(config))
  askSupervisor.say({ is: 'ready' })
  await stop(await told)
  askSupervisor.say({ is: 'figures', figures: await ownFigures() })
  askSupervisor.part()
  return 0
}

async function preparing(config: Config, part: Part): Promise<number> {
  const { stop } = await running(async undo => {
    await prepare(config, part, undo)
    return { bidFarewell: async () => {} }
  })
  await stop()
  askSupervisor.part()
  return 0
}

function doing(config: Config, part: Part) {
  return running(async undo => {
    const outside = outsideOf(config, part)
    const does = part.task === 'web' ? 'web' : 'worker'
    const world = await openWorld(config, await openDatabaseFor(config, part, { does, undo }), outside)
    const figures = askSupervisor.allFigures
    return { bidFarewell: await serve(world, { config, outside, undo, does, listens: part.listens, figures }) }
  })
}
