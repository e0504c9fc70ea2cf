import type { Sex } from './circle.ts'

// What each number is modelled on stands in docs/SYNTHETIC-COUNTRY.md. Each pair: under this age, this chance.
type Steps = readonly (readonly [under: number, value: number])[]
const BIRTHS: Steps = [
  [18, 0],
  [20, 0.008],
  [25, 0.045],
  [30, 0.105],
  [35, 0.122],
  [40, 0.065],
  [46, 0.013],
]
const PARTNERS: Steps = [
  [20, 0.05],
  [25, 0.24],
  [30, 0.54],
  [40, 0.7],
  [70, 0.74],
  [80, 0.62],
  [120, 0.35],
]
const WITH_PARENTS: Steps = [
  [19, 1],
  [22, 0.8],
  [25, 0.55],
  [28, 0.3],
  [31, 0.14],
]

/** Chance of dying within a year, at a completed age: Gompertz's law with an infant's first year before it. */
export function ofDying(age: number, sex: Sex): number {
  if (age === 0) return 0.003
  const hazard = 0.000_02 * Math.exp(0.1 * age) * (sex === 'male' ? 1.25 : 0.8)
  return age > 108 ? 1 : Math.min(0.9, 0.0001 + hazard)
}

/** Chance that somebody born is still alive at an age, both sexes together. */
export function ofBeingAlive(age: number): number {
  return Math.exp(-0.0002 * (Math.exp(0.1 * age) - 1))
}

/** Chance of giving birth within a year, for a woman of an age; 1.8 children in a life. */
export function ofBirth(age: number, hasPartner: boolean): number {
  return at(age, BIRTHS) * (hasPartner ? 1.35 : 0.4)
}

/** Chance that somebody of an age lives with a partner when the record begins. */
export function ofHavingPartner(age: number): number {
  return at(age, PARTNERS)
}

/** Chance that a grown child of an age still lives with a parent when the record begins. */
export function ofLivingWithParents(age: number): number {
  return at(age, WITH_PARENTS)
}

/** Chances within a year, unless said otherwise. */
export const chances = {
  boy: 105 / 205,
  twins: 0.016,
  sameSexCouple: 0.03,
  couplesSurname: 0.65,
  arabicScript: 0.2,
  marrying: 0.13,
  separating: 0.017,
  leavingParents: 0.17,
  atWork: 0.78,
  losingJob: 0.045,
  changingJob: 0.06,
  returningToWork: 0.14,
  companyFounded: 0.05,
  companyClosed: 0.045,
} as const

export function ofSeekingPartner(age: number): number {
  return age < 20 || age > 75 ? 0 : age < 40 ? 0.15 : 0.05
}

/** Chance that a household moves, by the age of its oldest. */
export function ofMoving(age: number): number {
  return age < 35 ? 0.17 : age < 65 ? 0.07 : 0.025
}

function at(age: number, steps: Steps): number {
  for (const [under, value] of steps) if (age < under) return value
  return 0
}
