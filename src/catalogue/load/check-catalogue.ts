import type { Catalogue } from '../catalogue.ts'
import type { FileFault } from '../faults.ts'
import { entitiesOf } from '../feel/vocabulary.ts'
import type { LifeEvent } from '../life-event.ts'
import type { Provided } from '../register.ts'
import { FactsFile } from '../schema/facts-file.ts'
import { AgenciesFile, ProvidesFile, RegistersFile } from '../schema/registers-file.ts'
import { LifeEventFile, ServiceFile } from '../schema/service-file.ts'
import type { Service } from '../service.ts'
import { buildActs } from './build-acts.ts'
import { buildEvents } from './build-events.ts'
import { buildFacts, listsOf } from './build-facts.ts'
import { buildLifeEvent } from './build-life-event.ts'
import { buildProvided } from './build-provided.ts'
import { buildAgencies, buildGovernment, buildRegisters, checkAuthorities } from './build-registers.ts'
import { buildService, type Surroundings } from './build-service.ts'
import { checkOffers } from './check-offers.ts'
import { checkReading } from './check-reading.ts'
import { shapeChecker } from './check-shape.ts'
import type { SourceFile } from './source-file.ts'
import type { Foundation, Work } from './work.ts'

/** A government's files, read but not yet understood. */
export interface CatalogueFiles {
  readonly agencies: SourceFile
  readonly facts: SourceFile
  readonly registers: SourceFile
  /** Absent where nothing is told to others. */
  readonly provides?: SourceFile | undefined
  readonly services: readonly SourceFile[]
  readonly lifeEvents: readonly SourceFile[]
}

export interface Checked {
  /** Absent when what every service leans on could not be understood. */
  readonly catalogue?: Catalogue
  readonly faults: readonly FileFault[]
  /** What does not keep the files from being used: warnings, and what could not be judged. */
  readonly warnings: readonly FileFault[]
}

const agenciesShape = shapeChecker(AgenciesFile)
const factsShape = shapeChecker(FactsFile)
const registersShape = shapeChecker(RegistersFile)
const providesShape = shapeChecker(ProvidesFile)
const serviceShape = shapeChecker(ServiceFile)
const lifeEventShape = shapeChecker(LifeEventFile)

/**
 * Checks every file: first its shape, then what its names mean. Pure. Meanings need agencies, facts and registers of the
 * right shape; without them the shapes alone are judged.
 */
export function checkCatalogue(files: CatalogueFiles): Checked {
  const faults: FileFault[] = []
  const services = files.services.map(source => ({ source, file: serviceShape(source, faults) }))
  const lifeEvents = files.lifeEvents.map(source => ({ source, file: lifeEventShape(source, faults) }))
  const foundation = buildFoundation(files, faults)
  if (!foundation) return sorted(faults)
  const around = surroundings(foundation, { files, faults })
  const built = buildServices(services, around, faults)
  for (const { source, file } of services)
    if (file) checkOffers({ source, faults, languages: [] }, built.get(file.service)!, built)
  const catalogue = {
    ...foundation,
    services: built,
    provided: providedBy(files.provides, { languages: foundation.government.languages, services: built }, faults),
    lifeEvents: buildLifeEvents(lifeEvents, { ...around, services: built }, faults),
  }
  return { catalogue, ...sorted(faults) }
}

/**
 * Checks one service file against a catalogue that is already loaded: before it is imported, published or rehearsed.
 * It may be new, or a new version of one the catalogue has.
 */
export function checkService(catalogue: Catalogue, source: SourceFile): CheckedService {
  return readService(catalogue, source, { isPublished: false })
}

/**
 * Reads a service file that was published before. Cases live under it, so what the checker has learnt since to call a mistake
 * does not keep it from being read.
 */
export function readPublished(catalogue: Catalogue, source: SourceFile): CheckedService {
  return readService(catalogue, source, { isPublished: true })
}

type CheckedService = Omit<Checked, 'catalogue'> & { readonly service?: Service }

function readService(catalogue: Catalogue, source: SourceFile, { isPublished }: { isPublished: boolean }): CheckedService {
  const faults: FileFault[] = []
  const file = serviceShape(source, faults)
  if (!file) return sorted(faults)
  const work = { source, faults, languages: file.languages ?? catalogue.government.languages, isPublished }
  const service = buildService(work, file, {
    ...catalogue,
    entities: entitiesOf(catalogue.facts.values()),
    serviceIds: new Map(
      [...catalogue.services.values(), { id: file.service, file: source.name }].map(({ id, file }) => [id, file]),
    ),
    lifeEventIds: new Map([...catalogue.lifeEvents.values()].map(({ id, file }) => [id, file])),
  })
  if (!isPublished) checkOffers(work, service, new Map(catalogue.services).set(service.id, service))
  const found = sorted(faults)
  return found.faults.length > 0 ? found : { service, ...found }
}

/** What services lean on, of files read before; undefined when they cannot be understood any more. */
export function foundationOf(files: Leaned): Foundation | undefined {
  const faults: FileFault[] = []
  const foundation = buildFoundation(files, faults)
  return sorted(faults).faults.length > 0 ? undefined : foundation
}

type Leaned = Pick<CatalogueFiles, 'agencies' | 'facts' | 'registers'>

function buildFoundation(files: Leaned, faults: FileFault[]): Foundation | undefined {
  const agenciesFile = agenciesShape(files.agencies, faults)
  const factsFile = factsShape(files.facts, faults)
  const registersFile = registersShape(files.registers, faults)
  if (!agenciesFile || !factsFile || !registersFile) return undefined
  const { languages } = agenciesFile.government
  const work = (source: SourceFile): Work => ({ source, faults, languages })
  const government = buildGovernment(work(files.agencies), agenciesFile)
  const agencies = buildAgencies(work(files.agencies), agenciesFile)
  const facts = buildFacts(work(files.facts), factsFile.facts, { lists: listsOf(factsFile), currency: government.currency })
  const registers = buildRegisters(work(files.registers), registersFile, { agencies, facts })
  checkReading(work(files.facts), factsFile, government.readingAge)
  checkAuthorities(work(files.facts), facts, registers)
  const events = buildEvents(work(files.registers), registersFile, registers)
  const acts = buildActs(work(files.registers), registersFile, facts)
  return { government, agencies, facts, registers, events, acts }
}

function surroundings(foundation: Foundation, { files, faults }: { files: CatalogueFiles; faults: FileFault[] }): Surroundings {
  return {
    ...foundation,
    entities: entitiesOf(foundation.facts.values()),
    serviceIds: idsOf(files.services, 'service', faults),
    lifeEventIds: idsOf(files.lifeEvents, 'life-event', faults),
  }
}

function providedBy(
  source: SourceFile | undefined,
  { languages, services }: Pick<Work, 'languages'> & { services: ReadonlyMap<string, Service> },
  faults: FileFault[],
): Map<string, Provided> {
  const file = source && providesShape(source, faults)
  return source && file ? buildProvided({ source, faults, languages }, file, services) : new Map()
}

/** The ids files give themselves, whatever else is wrong with them; each may be given once. */
function idsOf(sources: readonly SourceFile[], key: string, faults: FileFault[]): Map<string, string> {
  const ids = new Map<string, string>()
  for (const source of sources) {
    const id = String((source.value as Record<string, unknown> | undefined)?.[key] ?? '')
    const other = ids.get(id)
    if (other)
      faults.push({
        severity: 'fault',
        file: source.name,
        ...source.place([key]),
        message: `“${id}” is also the id in ${other}.`,
        hint: 'Give one of them another id.',
      })
    if (id) ids.set(id, source.name)
  }
  return ids
}

interface Shaped<T> {
  source: SourceFile
  file: T | undefined
}

function buildServices(shaped: readonly Shaped<ServiceFile>[], around: Surroundings, faults: FileFault[]): Map<string, Service> {
  return new Map(
    shaped.flatMap(({ source, file }) => {
      if (!file) return []
      const work = { source, faults, languages: file.languages ?? around.government.languages }
      return [[file.service, buildService(work, file, around)]]
    }),
  )
}

function buildLifeEvents(
  shaped: readonly Shaped<LifeEventFile>[],
  around: Surroundings & { services: ReadonlyMap<string, Service> },
  faults: FileFault[],
): Map<string, LifeEvent> {
  return new Map(
    shaped.flatMap(({ source, file }) => {
      if (!file) return []
      const work = { source, faults, languages: file.languages ?? around.government.languages }
      return [[file['life-event'], buildLifeEvent(work, file, around)]]
    }),
  )
}

function sorted(found: readonly FileFault[]): Omit<Checked, 'catalogue'> {
  const inOrder = [...found].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column)
  return {
    faults: inOrder.filter(({ severity }) => severity === 'fault'),
    warnings: inOrder.filter(({ severity }) => severity !== 'fault'),
  }
}
