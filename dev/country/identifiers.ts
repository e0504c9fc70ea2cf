import { namedPeople } from '../town/named-people.ts'
import { isoDay } from './calendar.ts'
import { checkDigit } from './check-digit.ts'

/** Of the thousand numbers of a day of birth, those from here on are for births that a register takes down while it runs. */
export const KEPT_FROM = 900
/** Properties below this number are the named people's. */
const FIRST_PROPERTY = 1000

const named = new Set<string>(namedPeople.map(({ nationalId }) => nationalId))

/** Which circle of how many: each numbers in steps of `of`, so that no two give the same number and none asks another. */
export interface Place {
  readonly number: number
  readonly of: number
}

/** `FH-840312-1047`: day of birth, three digits, check digit. @param stem `840312` */
export function nationalId(stem: string, serial: number): string {
  const digits = `${stem}${String(serial).padStart(3, '0')}`
  return `FH-${stem}-${digits.slice(6)}${checkDigit(digits)}`
}

/** `FHP-01234564`: seven digits and a check digit; it stays the same whoever lives there. */
export function propertyRef(number: number): string {
  const digits = String(number).padStart(7, '0')
  return `FHP-${digits}${checkDigit(digits)}`
}

/** Gives out a circle's identifiers, each once. */
export function identifiersOf({ number, of }: Place) {
  const givenOn = new Map<string, number>()
  let properties = 0
  let households = 0
  let companies = 0
  return {
    /** @returns nothing when the circle has no number left for that day of birth */
    person(born: number): string | undefined {
      const stem = isoDay(born).slice(2).replaceAll('-', '')
      for (;;) {
        const given = givenOn.get(stem) ?? 0
        const serial = number + given * of
        if (serial >= KEPT_FROM) return undefined
        givenOn.set(stem, given + 1)
        const id = nationalId(stem, serial)
        if (!named.has(id)) return id
      }
    },
    property: () => propertyRef(FIRST_PROPERTY + number + of * properties++),
    household: () => `FHH-${1 + number + of * households++}`,
    /** `FHC-0001238`: six digits and a check digit. */
    company(): string {
      const digits = String(number + of * companies++).padStart(6, '0')
      return `FHC-${digits}${checkDigit(digits)}`
    },
  }
}
