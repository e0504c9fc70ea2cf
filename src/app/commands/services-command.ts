import {
  ASKED_AGAIN_DEFINITION,
  askedAgain,
  type Catalogue,
  CatalogueFaults,
  checkFolder,
  describeFault,
  type FileFault,
  runExamples,
} from '#catalogue'
import { loadOldRegisters, loadOwnRegisters } from '#registers'
import type { Config } from '../config.ts'
import { counted } from './counted.ts'
import { DRAW_USAGE, drawService } from './draw-service.ts'
import { EXPORT_USAGE, exportServices } from './export-services.ts'
import { FACTS_USAGE, listFacts } from './list-facts.ts'
import { printSchema, SCHEMA_USAGE } from './print-schema.ts'
import { readArguments } from './read-arguments.ts'
import { isReleaseVerb, RELEASE_USAGE, releaseCommand } from './release-commands.ts'
import { WALK_USAGE, walkServices } from './walk-services.ts'

const USAGE = `portico services check [DIR] [--json]   check a government's folder; all faults at once
DIR is the folder that holds agencies.yaml; the current one when it is left out.
A fault keeps the folder from being served; a warning is worth a look, and does not. The command ends with 1 when there is a
fault or an example ends otherwise than its author expects, else with 0.

${FACTS_USAGE}
${SCHEMA_USAGE}

${WALK_USAGE}

${DRAW_USAGE}

${EXPORT_USAGE}

${RELEASE_USAGE}`

/** What a government's folder holds, and everything that is wrong with it. */
interface Report {
  readonly services: number
  readonly lifeEvents: number
  readonly facts: number
  readonly examples: number
  readonly faults: readonly FileFault[]
  /** What does not keep the folder from being served. */
  readonly warnings: readonly FileFault[]
  /** Examples that end otherwise than their author expects. */
  readonly failures: readonly FileFault[]
  /** By service, which facts it asks of a person although a register holds them. */
  readonly askedAgain: readonly AskedAgain[]
}

interface AskedAgain {
  readonly service: string
  readonly file: string
  readonly facts: readonly string[]
  /** The version of what is counted. */
  readonly definition: string
}

const OTHERS: Readonly<Record<string, (rest: string[]) => number | Promise<number>>> = {
  export: exportServices,
  facts: listFacts,
  schema: printSchema,
  walk: walkServices,
  draw: drawService,
}

/** `services check`: prints every fault at its place, then a line of counts. @returns the exit code, 1 when anything is wrong */
export async function servicesCommand(rest: string[], readConfig: () => Config): Promise<number> {
  const other = OTHERS[rest[0] ?? '']
  if (other) return other(rest.slice(1))
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
  const { catalogue, faults: found, warnings } = await checkFolder(dir)
  const faults = [...found, ...(catalogue ? await faultsOfRegisters(dir, catalogue) : [])]
  if (catalogue && faults.length === 0) return { ...reportOn(catalogue), faults, warnings }
  return { services: 0, lifeEvents: 0, facts: 0, examples: 0, faults, warnings, failures: [], askedAgain: [] }
}

async function faultsOfRegisters(dir: string, catalogue: Catalogue): Promise<readonly FileFault[]> {
  const loads = [loadOldRegisters(dir, catalogue.registers), loadOwnRegisters(dir, catalogue)]
  return (await Promise.all(loads.map(faultsOf))).flat()
}

async function faultsOf(loading: Promise<unknown>): Promise<readonly FileFault[]> {
  try {
    await loading
    return []
  } catch (error) {
    if (error instanceof CatalogueFaults) return error.faults
    throw error
  }
}

function reportOn({ services, lifeEvents, facts }: Catalogue): Omit<Report, 'faults' | 'warnings'> {
  const all = [...services.values()]
  const failures = all.flatMap(runExamples)
  return {
    services: services.size,
    lifeEvents: lifeEvents.size,
    facts: facts.size,
    examples: all.reduce((sum, service) => sum + service.examples.length, 0),
    failures,
    askedAgain: all.map(service => ({
      service: service.id,
      file: service.file,
      facts: askedAgain(service),
      definition: ASKED_AGAIN_DEFINITION,
    })),
  }
}

function linesOf(report: Report): string[] {
  const { faults, warnings, failures } = report
  const found = [...faults, ...warnings].map(describeFault)
  const warned = warnings.length > 0 ? ` and ${counted(warnings.length, 'warning')}` : ''
  if (faults.length > 0) return [...found, `${counted(faults.length, 'fault')}${warned}. No example was run.`]
  return [...found, ...failures.map(describeFault), ...againLines(report), summary(report)]
}

function againLines({ askedAgain }: Report): string[] {
  return askedAgain
    .filter(({ facts }) => facts.length > 0)
    .map(
      ({ file, facts }) => `${file} asks again for ${counted(facts.length, 'fact')} that a register holds: ${facts.join(', ')}.`,
    )
}

function summary({ services, lifeEvents, facts, examples, warnings, failures, askedAgain }: Report): string {
  const warned = warnings.length > 0 ? ` and with ${counted(warnings.length, 'warning')}` : ''
  const ran =
    failures.length > 0
      ? `${counted(failures.length, 'expectation')} of ${counted(examples, 'example')} not met`
      : `${counted(examples, 'example')} ran as expected`
  const held = `${counted(services, 'service')}, ${counted(lifeEvents, 'life event')} and ${counted(facts, 'fact')}`
  const again = counted(
    askedAgain.reduce((sum, service) => sum + service.facts.length, 0),
    'fact',
  )
  return `${held} without a fault${warned}; ${ran}; ${again} asked again.`
}
