import { type Catalogue, CatalogueFaults, describeFault, type FileFault, loadCatalogue, runExamples } from '#catalogue'
import type { Config } from '../config.ts'
import { counted } from './counted.ts'
import { EXPORT_USAGE, exportServices } from './export-services.ts'
import { readArguments } from './read-arguments.ts'
import { isReleaseVerb, RELEASE_USAGE, releaseCommand } from './release-commands.ts'

const USAGE = `portico services check [DIR] [--json]   check a government's folder; all faults at once
DIR is the folder that holds agencies.yaml; the current one when it is left out.

${EXPORT_USAGE}

${RELEASE_USAGE}`

/** What a government's folder holds, and everything that is wrong with it. */
interface Report {
  readonly services: number
  readonly lifeEvents: number
  readonly facts: number
  readonly examples: number
  readonly faults: readonly FileFault[]
  /** Examples that end otherwise than their author expects. */
  readonly failures: readonly { readonly file: string; readonly sentence: string }[]
}

/** `services check`: prints every fault at its place, then a line of counts. @returns the exit code, 1 when anything is wrong */
export async function servicesCommand(rest: string[], readConfig: () => Config): Promise<number> {
  if (rest[0] === 'export') return exportServices(rest.slice(1))
  if (isReleaseVerb(rest[0])) return releaseCommand(readConfig, rest[0], rest.slice(1))
  const read = readArguments(rest, { json: 'switch' })
  const [verb, dir = '.', ...more] = typeof read === 'string' ? [] : read.named
  if (typeof read === 'string' || verb !== 'check' || more.length > 0) return misunderstood(read)
  const report = await check(dir)
  if (read.on.has('json')) console.log(JSON.stringify(report))
  else for (const line of linesOf(report)) console.log(line)
  return report.faults.length + report.failures.length > 0 ? 1 : 0
}

function misunderstood(read: unknown): number {
  console.error(typeof read === 'string' ? `${read}\n\n${USAGE}` : USAGE)
  return 2
}

async function check(dir: string): Promise<Report> {
  try {
    return reportOn(await loadCatalogue(dir))
  } catch (error) {
    if (!(error instanceof CatalogueFaults)) throw error
    return { services: 0, lifeEvents: 0, facts: 0, examples: 0, faults: error.faults, failures: [] }
  }
}

function reportOn({ services, lifeEvents, facts }: Catalogue): Report {
  const all = [...services.values()]
  const failures = all.flatMap(service =>
    runExamples(service).map(({ example, what, expected, found }) => ({
      file: service.file,
      sentence: `Example “${example}”: ${what} should be ${JSON.stringify(expected)} and is ${JSON.stringify(found)}.`,
    })),
  )
  const examples = all.reduce((sum, service) => sum + service.examples.length, 0)
  return { services: services.size, lifeEvents: lifeEvents.size, facts: facts.size, examples, faults: [], failures }
}

function linesOf({ services, lifeEvents, facts, examples, faults, failures }: Report): string[] {
  if (faults.length > 0) return [...faults.map(describeFault), `${counted(faults.length, 'fault')}. No example was run.`]
  const held = `${counted(services, 'service')}, ${counted(lifeEvents, 'life event')} and ${counted(facts, 'fact')} without a fault`
  const wrong =
    failures.length > 0 ? `; ${counted(failures.length, 'expectation')} of ${counted(examples, 'example')} not met.` : ''
  const ran = wrong || `; ${counted(examples, 'example')} ran as expected.`
  return [...failures.map(({ file, sentence }) => `${file} ${sentence}`), `${held}${ran}`]
}
