import { type AgencyId, type Service, type ServiceId, versionOf } from '#catalogue'
import { say } from '#platform'
import type { OpeningWorld } from './world.ts'

type Names = Pick<OpeningWorld, 'catalogue'>

/** A service's name in a language; its id when the catalogue no longer has it. */
export function serviceName({ catalogue }: Names, service: ServiceId, language: string): string {
  return say(catalogue.services.get(service)?.name ?? {}, language) || service
}

/** An agency's name in a language; its id when the catalogue no longer has it. */
export function agencyName({ catalogue }: Names, agency: AgencyId, language: string): string {
  return say(catalogue.agencies.get(agency)?.name ?? {}, language) || agency
}

/** The service a case is worked by: the version it began with, or undefined when that cannot be had any more. */
export function serviceOf({ catalogue }: Names, current: { service: ServiceId; version: number }): Service | undefined {
  return versionOf(catalogue, current)
}
