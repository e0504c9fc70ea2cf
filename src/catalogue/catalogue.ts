import type { Fact, FactName } from './fact.ts'
import type { LifeEvent } from './life-event.ts'
import type { Agency, Provided, RegisterAct, RegisterEvent, RegisterQuery } from './register.ts'
import type { AssuranceLevel, Service, ServiceId } from './service.ts'
import type { Language, Words } from './words.ts'

export interface Government {
  /** Two-letter country code, `FH`. */
  readonly country: string
  readonly name: Words
  readonly currency: string
  readonly languages: readonly Language[]
  /** Days on which offices are shut besides weekends, `YYYY-MM-DD`: they do not count towards a promise. */
  readonly closedDays: readonly string[]
  /** Age, in years, at which most can read what it writes; no such aim when absent. */
  readonly readingAge?: number
  /** A government made up for demonstration: every page then says so. */
  readonly isFictional: boolean
}

/** Everything a government's folder says, checked and compiled. */
export interface Catalogue {
  readonly government: Government
  readonly agencies: ReadonlyMap<string, Agency>
  readonly facts: ReadonlyMap<FactName, Fact>
  /** By `register.query`. */
  readonly registers: ReadonlyMap<string, RegisterQuery>
  /** What registers tell us of by themselves, by its name. */
  readonly events: ReadonlyMap<string, RegisterEvent>
  /** What registers take from us once something is decided, by its name. */
  readonly acts: ReadonlyMap<string, RegisterAct>
  /** What we tell other members of the exchange, by the service's code. */
  readonly provided: ReadonlyMap<string, Provided>
  readonly services: ReadonlyMap<ServiceId, Service>
  readonly lifeEvents: ReadonlyMap<string, LifeEvent>
  /** Versions that a share of new starts gets instead of the one in `services`. */
  readonly trials?: ReadonlyMap<ServiceId, Trial>
  /** Versions that were published before, or stand on trial; a folder alone has none. */
  readonly earlier?: (service: ServiceId, version: number) => Service | undefined
  /** How sure any version, live or earlier, asks to be of a person. */
  readonly levels?: ReadonlySet<AssuranceLevel>
}

export interface Trial {
  readonly service: Service
  /** Whole percent of new starts, 1 to 99. */
  readonly share: number
}
