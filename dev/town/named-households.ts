import type { namedPeople } from './named-people.ts'
import type { Sex } from './resident.ts'

type Subject = (typeof namedPeople)[number]['subject']

/** What the registers hold about a named person beyond the name, so that each story comes out as told. */
export interface NamedHousehold {
  readonly sex: Sex
  readonly incomeMinor: number
  readonly partner?: {
    readonly givenNames: string
    readonly familyName: string
    readonly bornOn: string
    readonly sex: Sex
    readonly incomeMinor: number
  }
  /** Children born in the last 30 days, nameless so far; `daysAgo` counts back from the town's day. */
  readonly newborns: readonly { readonly sex: Sex; readonly daysAgo: number }[]
}

export const namedHouseholds: Readonly<Record<Subject, NamedHousehold>> = {
  bo: {
    sex: 'female',
    incomeMinor: 5_200_000,
    partner: { givenNames: 'Sam', familyName: 'Lindgren', bornOn: '1983-10-02', sex: 'male', incomeMinor: 2_150_000 },
    newborns: [{ sex: 'female', daysAgo: 9 }],
  },
  elise: {
    sex: 'female',
    incomeMinor: 9_650_000,
    partner: { givenNames: 'Noé', familyName: 'Moreau', bornOn: '1987-02-27', sex: 'male', incomeMinor: 4_400_000 },
    newborns: [
      { sex: 'female', daysAgo: 12 },
      { sex: 'male', daysAgo: 12 },
    ],
  },
  dalia: { sex: 'female', incomeMinor: 3_100_000, newborns: [{ sex: 'male', daysAgo: 6 }] },
  kofi: {
    sex: 'male',
    incomeMinor: 4_700_000,
    partner: { givenNames: 'Abena', familyName: 'Mensah', bornOn: '1982-06-30', sex: 'female', incomeMinor: 3_900_000 },
    newborns: [],
  },
  amara: { sex: 'female', incomeMinor: 4_150_000, newborns: [] },
  chidi: { sex: 'male', incomeMinor: 4_050_000, newborns: [] },
  farid: { sex: 'male', incomeMinor: 4_300_000, newborns: [] },
  ines: { sex: 'female', incomeMinor: 4_500_000, newborns: [] },
  greta: { sex: 'female', incomeMinor: 5_900_000, newborns: [] },
  maren: { sex: 'female', incomeMinor: 5_100_000, newborns: [] },
  yusuf: { sex: 'male', incomeMinor: 4_900_000, newborns: [] },
  rosa: { sex: 'female', incomeMinor: 4_250_000, newborns: [] },
  ingrid: { sex: 'female', incomeMinor: 3_800_000, newborns: [] },
  rachid: { sex: 'male', incomeMinor: 2_900_000, newborns: [] },
  leila: { sex: 'female', incomeMinor: 2_700_000, newborns: [] },
}
