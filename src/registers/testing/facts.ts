import type { Fact, FactType, RegisterQuery } from '#catalogue'

/** A fact by its name, `child.bornOn`, with whatever else matters to the test. */
export function fact(name: string, type: FactType, more: Partial<Fact> = {}): Fact {
  const [entity, field] = name.split('.') as [string, string]
  return {
    name,
    entity,
    field,
    type,
    label: { en: name },
    optional: false,
    rules: {},
    sensitivity: 'personal',
    retain: 'P2Y',
    ...more,
  }
}

export const familyName = fact('applicant.familyName', 'name')
export const bornOn = fact('applicant.bornOn', 'date')
export const residence = fact('applicant.residence', 'address')
export const childBornOn = fact('child.bornOn', 'date', { of: 'children' })
export const childNames = fact('child.givenNames', 'name', { of: 'children' })
export const income = fact('household.incomeLastYear', 'money', { rules: { currency: 'EUR', min: 0 } })

const common = { agency: 'population-office', purpose: { en: 'To know whom we serve' }, timeLimitMs: 200 }

export const person: RegisterQuery = {
  ...common,
  ...{ id: 'population.person', register: 'population', name: { en: 'Person' } },
  serviceId: 'FH/GOV/population-office/population/person-v1',
  path: '/persons/{nationalId}',
  gives: new Map([
    ['applicant.familyName', 'familyName'],
    ['applicant.bornOn', 'birth.on'],
    ['applicant.residence', 'address'],
  ]),
}

export const births: RegisterQuery = {
  ...common,
  ...{ id: 'population.birth-notices', register: 'population', name: { en: 'Births' } },
  serviceId: 'FH/GOV/population-office/population/person-v1',
  path: '/persons/{nationalId}/birth-notices',
  list: { as: 'child', of: 'children' },
  gives: new Map([
    ['child.bornOn', 'bornOn'],
    ['child.givenNames', 'givenNames'],
  ]),
}

export const assessed: RegisterQuery = {
  ...common,
  ...{ id: 'tax.assessed-income', register: 'tax', agency: 'tax-office', name: { en: 'Income' } },
  serviceId: 'FH/GOV/tax-office/tax/assessments-v1',
  path: '/persons/{nationalId}/assessed-income?year=last',
  gives: new Map([['household.incomeLastYear', 'assessedIncomeMinor']]),
}
