import type { Fact, FactName } from './fact.ts'
import type { LifeEvent } from './life-event.ts'
import type { Agency, RegisterQuery } from './register.ts'
import type { Service, ServiceId } from './service.ts'
import type { Language, Words } from './words.ts'

export interface Government {
  /** Two-letter country code, `FH`. */
  readonly country: string
  readonly name: Words
  readonly currency: string
  readonly languages: readonly Language[]
  /** Days on which offices are shut besides weekends, `YYYY-MM-DD`: they do not count towards a promise. */
  readonly closedDays: readonly string[]
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
  readonly services: ReadonlyMap<ServiceId, Service>
  readonly lifeEvents: ReadonlyMap<string, LifeEvent>
}
