import { KEPT_FROM, nationalId } from '../country/identifiers.ts'
import { daysAfter } from './days.ts'

const NUMBERS = 1000

/**
 * Gives out national identifiers `FH-840312-9005` (day of birth, three digits, check digit), none of them twice: from those that the
 * country keeps for births taken down while a register runs. Where a day is used up, the next day's are taken, as registers do.
 */
export function nationalIds(taken: Iterable<string>): (bornOn: string) => string {
  const given = new Set(taken)
  const issuedOn = new Map<string, number>()
  return bornOn => {
    for (let day = bornOn; ; day = daysAfter(day, 1)) {
      for (let issued = issuedOn.get(day) ?? 0; issued < NUMBERS; issued++) {
        const id = nationalId(day.slice(2).replaceAll('-', ''), (KEPT_FROM + issued) % NUMBERS)
        issuedOn.set(day, issued + 1)
        if (given.has(id)) continue
        given.add(id)
        return id
      }
    }
  }
}
