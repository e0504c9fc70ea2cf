import { readLibrary } from '#catalogue'
import { countPastRetention, keepRetention, type RetentionCounts } from '#privacy'
import type { Config } from '../config.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico retention run [--count]
Erases whatever is past its retention, as the program itself does every night; data that is held back stays.
--count says how many rows that is, and erases nothing. Portico must be running, or DATABASE_URL be set.`

/** `retention run`: erases what is past its retention, then counts again. @returns the exit code: 1 when rows are left */
export async function retentionCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, { count: 'switch' })
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  if (read.named.join(' ') !== 'run') return refuse(USAGE)
  return besideTheProgram(config, async small => {
    const { catalogue } = await readLibrary(small, config.servicesDir)
    const world = { ...small, catalogue }
    if (!read.on.has('count')) tell('erased', await keepRetention(world))
    const left = total(tell('past retention', await countPastRetention(world)))
    console.log(`${counted(left, 'row')} past retention.`)
    return left > 0 && !read.on.has('count') ? 1 : 0
  })
}

function tell(what: string, counts: RetentionCounts): RetentionCounts {
  for (const [rule, count] of Object.entries(counts)) if (count > 0) console.log(`${rule}: ${count} ${what}`)
  return counts
}

function total(counts: RetentionCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
