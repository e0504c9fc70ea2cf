import type { Government } from '../catalogue.ts'
import type { LifeEvent, LifeEventPart } from '../life-event.ts'
import type { LifeEventFile } from '../schema/service-file.ts'
import type { Service } from '../service.ts'
import { checkReading } from './check-reading.ts'
import type { Path } from './source-file.ts'
import { eachOnce, inEveryLanguage, maybe, note, referred, type Work } from './work.ts'

interface Known {
  readonly government: Government
  /** Every id there is a file for. */
  readonly serviceIds: ReadonlyMap<string, string>
  /** Those without faults. */
  readonly services: ReadonlyMap<string, Service>
}

/** A life event from a file of the right shape. */
export function buildLifeEvent(work: Work, file: LifeEventFile, known: Known): LifeEvent {
  eachOnce(
    work,
    file.services.map(({ service }, at) => ({ path: ['services', at, 'service'], value: service })),
    'service',
  )
  checkCycle(work, file)
  checkReading(work, file, known.government.readingAge)
  return {
    id: file['life-event'],
    version: file.version,
    name: inEveryLanguage(work, ['name'], file.name),
    summary: inEveryLanguage(work, ['summary'], file.summary),
    languages: work.languages,
    ...maybe('guidance', file.guidance && inEveryLanguage(work, ['guidance'], file.guidance)),
    services: file.services.map((shape, at) => buildPart(work, ['services', at], { shape, file, known })),
    file: work.source.name,
  }
}

type PartShape = LifeEventFile['services'][number]

function buildPart(
  work: Work,
  path: Path,
  { shape, file, known }: { shape: PartShape; file: LifeEventFile; known: Known },
): LifeEventPart {
  const { service, after, optional = false, mode = 'apply', words } = shape
  referred(work, [...path, 'service'], { kind: 'service', name: service, among: known.serviceIds })
  const others = new Map(file.services.map(part => [part.service, part]))
  if (after) referred(work, [...path, 'after'], { kind: 'service in this life event', name: after, among: others })
  checkSpoken(work, [...path, 'service'], known.services.get(service))
  if (mode === 'grant' && !after)
    note(work, path, {
      message: `“${service}” is granted without asking, but nothing says after what.`,
      hint: 'Add after: … with the service it follows.',
    })
  return {
    service,
    optional,
    mode,
    ...maybe('after', after),
    ...maybe('words', words && inEveryLanguage(work, [...path, 'words'], words)),
  }
}

function checkSpoken(work: Work, path: Path, service: Service | undefined): void {
  const missing = work.languages.filter(language => service && !service.languages.includes(language))
  if (missing.length > 0)
    note(work, path, {
      message: `“${service!.id}” is not offered in ${missing.join(', ')}.`,
      hint: 'Add the language to the service, or take it out of the life event.',
    })
}

function checkCycle(work: Work, { services }: LifeEventFile): void {
  const after = new Map(services.map(part => [part.service, part.after]))
  for (const [at, { service }] of services.entries()) {
    const passed = new Set<string>()
    let next = after.get(service)
    while (next && !passed.has(next)) next = after.get(passed.add(next) && next)
    if (passed.has(service))
      note(work, ['services', at], {
        message: `“${service}” waits for itself, through ${[...passed].join(', ')}.`,
        hint: 'Take one “after” out.',
      })
  }
}
