import { readLibrary } from '#catalogue'
import { reviewLooks } from '#privacy'
import type { Config } from '../config.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico looks review [--days N]
Goes through the looks of staff at people's data, as the program itself does every night, and puts what should be looked into on the
privacy officers' lists. N is how many days back, from 1 to 366; 2 when it is left out. Portico must be running, or DATABASE_URL be set.`

/** `looks review`: goes through the looks of staff now. @returns the exit code */
export async function looksCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, { days: 'text' })
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  const days = Number(read.text.days ?? 2)
  if (read.named.join(' ') !== 'review' || !Number.isInteger(days) || days < 1 || days > 366) return refuse(USAGE)
  return besideTheProgram(config, async small => {
    const { catalogue } = await readLibrary(small, config.servicesDir)
    const world = { ...small, catalogue, closedDays: catalogue.government.closedDays }
    const { looks, found, added } = await reviewLooks(world, days)
    console.log(`${counted(looks, 'look')} gone through, ${found} singled out, ${added} of them new.`)
    return 0
  })
}
