import type { Chance } from '../town/chance.ts'

/** An address in Fairhaven; `propertyRef` stays the same whoever lives there. */
export interface Address {
  readonly line1: string
  readonly town: string
  readonly postcode: string
  readonly propertyRef: string
}

const TOWNS = [
  { town: 'Fairhaven', area: 'FH1' },
  { town: 'Fairhaven', area: 'FH2' },
  { town: 'Saltmarket', area: 'FH4' },
  { town: 'Upper Dunmere', area: 'FH6' },
  { town: 'Port Elowen', area: 'FH7' },
  { town: 'Kestrel Bridge', area: 'FH9' },
] as const

const STREETS = [
  'Quay',
  'Lantern',
  'Orchard',
  'Mill',
  'Heron',
  'Chapel',
  'Tide',
  'Juniper',
  'Ropewalk',
  'Station',
  'Foundry',
  'Meadow',
]
const KINDS = ['Street', 'Lane', 'Road', 'Row', 'Square']
const LETTERS = 'ABDEFGHJLNPQRSTUWXYZ'
const HOSPITALS = ['Harbour Hospital, Fairhaven', 'Dunmere Birth Centre, Upper Dunmere', 'Elowen Infirmary, Port Elowen']

/** An address in the city of Fairhaven or anywhere in the country, for a property reference. */
export function makeAddress(chance: Chance, { propertyRef, inCity }: { propertyRef: string; inCity: boolean }): Address {
  const { town, area } = chance.pick(inCity ? TOWNS.slice(0, 2) : TOWNS)
  const letter = () => LETTERS[chance.between(0, LETTERS.length - 1)]!
  const line1 = `${chance.between(1, 180)} ${chance.pick(STREETS)} ${chance.pick(KINDS)}`
  return { line1, town, postcode: `${area} ${chance.between(1, 9)}${letter()}${letter()}`, propertyRef }
}

export function birthPlace(chance: Chance): string {
  return chance.pick(HOSPITALS)
}
