import { starred } from '../../src/registers/adapters/x-road-metadata.ts'
import type { Population } from '../town/resident.ts'
import { describe, type Operation, serve } from './operations.ts'
import { jsonReply, type ProvidedService, type ProviderReply } from './service.ts'

const ID = { instance: 'FH', memberClass: 'GOV', memberCode: 'tax-office', subsystemCode: 'tax', serviceCode: 'assessments-v1' }

/** The tax register: what was assessed for the last whole year. */
export function taxRegister(population: Population, clients: readonly string[]): ProvidedService {
  const operations: Operation[] = [
    {
      method: 'GET',
      path: '/persons/{nationalId}/assessed-income',
      summary: 'Income assessed for a year: ?year=last, or four digits',
      answer: ({ query }, id) => assessedIncome(population, id, new URLSearchParams(query).get('year') ?? 'last'),
    },
  ]
  return {
    id: ID,
    type: 'OPENAPI',
    endpoints: operations.map(({ method, path }) => ({ method, path: starred(path) })),
    allow: clients.map(client => ({ client })),
    openApi: describe('Tax register', operations),
    answer: serve(operations),
  }
}

function assessedIncome({ today, residents }: Population, nationalId: string, year: string): ProviderReply {
  const last = Number(today.slice(0, 4)) - 1
  const income = residents.get(nationalId)?.incomeMinor
  if (income === undefined || (year !== 'last' && year !== String(last))) return jsonReply(404, { error: 'no-assessment' })
  return jsonReply(200, { year: last, assessedIncomeMinor: income, currency: 'EUR' })
}
