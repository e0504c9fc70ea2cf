import type { Address } from '../country/places.ts'

export type Sex = 'female' | 'male'

export interface Resident {
  readonly nationalId: string
  readonly givenNames: string
  readonly familyName: string
  readonly bornOn: string
  readonly sex: Sex
  readonly address: Address
  /** National identifier of the partner who lives in the same home. */
  readonly partner?: string
  /** National identifiers of the registered children who live in the same home. */
  readonly children: readonly string[]
  /** Assessed for the last whole year, in minor units of EUR; absent for children. */
  readonly incomeMinor?: number
}

/** What a hospital tells the register when a child is born, before the birth is registered and the child is named. */
export interface BirthNotice {
  readonly noticeId: string
  readonly bornOn: string
  readonly bornAt: string
  readonly sex: Sex
  readonly familyName?: string
  readonly givenNames?: string
  /** National identifiers; the one who gave birth comes first. */
  readonly parents: readonly string[]
}

export interface Population {
  /** The day the town is as of, `YYYY-MM-DD`. */
  readonly today: string
  readonly residents: ReadonlyMap<string, Resident>
  /** Births of the last 30 days that nobody has registered yet. */
  readonly birthNotices: readonly BirthNotice[]
  /** Adults of the synthetic country by numbers that they keep for life: national identifiers. */
  readonly adults: readonly string[]
}
