import type { Answers } from '../src/catalogue/index.ts'
import { type Household, type Someone, WRITTEN_ON } from './canada-oas-scenario.ts'

/** What the household would answer. A person's country is one with an agreement when it is not Canada, as the publisher has it. */
export function answersOf({ client, partner, maritalStatus, livesApart, partnerReceives }: Household): Answers {
  return {
    applicant: {
      ...personOf(client),
      hasAgreementYears: client.livesInCanada === false,
      receivesPension: client.pension !== undefined,
      monthsDelayed: client.pension?.monthsDelayed ?? 0,
      yearsWhenPensionBegan: client.pension?.yearsWhenBegan ?? null,
      maritalStatus,
      livesApart,
    },
    ...(partner && { partner: { ...personOf(partner), receivesPension: partnerReceives } }),
  }
}

function personOf({ ageMonths, pension: _, ...said }: Someone) {
  const born = new Date(WRITTEN_ON)
  born.setUTCMonth(born.getUTCMonth() - ageMonths)
  return { bornOn: born.toISOString().slice(0, 10), ...said }
}

/**
 * The same household with the partner as the one who applies. Of a partner's delay nothing is asked, so it counts as none; the
 * years of one who receives the pension are those when it began, as for the client.
 */
export function seenByPartner(household: Household): Household | undefined {
  const { client, partner } = household
  if (!partner) return undefined
  const { alwaysInCanada, yearsInCanada } = partner
  const isSaid = household.partnerReceives === 'yes' && !alwaysInCanada && yearsInCanada !== undefined
  const pension = { monthsDelayed: 0, ...(isSaid && { yearsWhenBegan: yearsInCanada }) }
  return { ...household, client: { ...partner, pension }, partner: client, partnerReceives: 'unknown' }
}

/** The same household when the one who applies has reached an age, in years; years lived in Canada grow for those who live there. */
export function older(household: Household, age: number): Household {
  const { client, partner } = household
  const months = Math.round(age * 12) - client.ageMonths
  return { ...household, client: agedBy(months, client), ...(partner && { partner: agedBy(months, partner) }) }
}

function agedBy(months: number, someone: Someone): Someone {
  const { ageMonths, yearsInCanada, livesInCanada } = someone
  const grown = livesInCanada && yearsInCanada !== undefined && { yearsInCanada: Math.floor(yearsInCanada + months / 12) }
  return { ...someone, ageMonths: ageMonths + months, ...grown }
}
