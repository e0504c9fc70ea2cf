import { createHash } from 'node:crypto'
import type { Catalogue } from '../catalogue.ts'
import type { Service, ServiceId } from '../service.ts'

/** Versions of services, by service. */
export type Versions = Readonly<Record<ServiceId, number>>

/** One version of a service, live or published before; undefined when there is no such version, or it cannot be read any more. */
export function versionOf(
  { services, trials, earlier }: Catalogue,
  { service, version }: { readonly service: ServiceId; readonly version: number },
): Service | undefined {
  const standing = [services.get(service), trials?.get(service)?.service]
  return standing.find(one => one?.version === version) ?? earlier?.(service, version)
}

/** The versions that somebody who starts now gets: where one is on trial, always the same one for the same person. */
export function versionsToStart(
  { services, trials }: Catalogue,
  wanted: readonly ServiceId[],
  person: string,
): Record<ServiceId, number> {
  const chosen = wanted.flatMap(id => {
    const trial = trials?.get(id)
    const service = trial && placeOf(`${id} ${trial.service.version} ${person}`) < trial.share ? trial.service : services.get(id)
    return service ? [[id, service.version] as const] : []
  })
  return Object.fromEntries(chosen)
}

/** The catalogue with these versions in place of the live ones; one that is not to be had leaves the live one. */
export function atVersions(catalogue: Catalogue, versions: Versions): Catalogue {
  const other = Object.entries(versions).flatMap(([service, version]) => {
    const found = catalogue.services.get(service)?.version === version ? undefined : versionOf(catalogue, { service, version })
    return found ? [[service, found] as const] : []
  })
  return other.length === 0 ? catalogue : { ...catalogue, services: new Map([...catalogue.services, ...other]) }
}

/** A place from 0 to under 100 that is as good as drawn by lot. */
function placeOf(text: string): number {
  return (createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32) * 100
}
