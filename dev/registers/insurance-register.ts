import { starred } from '../../src/registers/adapters/x-road-metadata.ts'
import type { Population, Resident } from '../town/resident.ts'
import { describe, type Operation, serve } from './operations.ts'
import { jsonReply, type ProvidedService, type ProviderReply } from './service.ts'

const ID = { instance: 'FH', memberClass: 'GOV', memberCode: 'labour', subsystemCode: 'insurance', serviceCode: 'insured-v1' }
const WORKS_FROM_AGE = 22
const MOST_YEARS = 45

/** The social insurance register: for how many years somebody was insured, and the account they are paid into. */
export function insuranceRegister({ today, residents }: Population, clients: readonly string[]): ProvidedService {
  const operations: Operation[] = [
    {
      method: 'GET',
      path: '/persons/{nationalId}/insured',
      summary: 'Insured years, and the account that is paid into',
      answer: (_, id) => insured(residents.get(id), today),
    },
  ]
  return {
    id: ID,
    type: 'OPENAPI',
    endpoints: operations.map(({ method, path }) => ({ method, path: starred(path) })),
    allow: clients.map(client => ({ client })),
    openApi: describe('Social insurance register', operations),
    answer: serve(operations),
  }
}

function insured(resident: Resident | undefined, today: string): ProviderReply {
  if (!resident) return jsonReply(404, { error: 'person-not-found' })
  const age = Number(today.slice(0, 4)) - Number(resident.bornOn.slice(0, 4))
  const insuredYears = Math.max(0, Math.min(MOST_YEARS, age - WORKS_FROM_AGE))
  return jsonReply(200, { insuredYears, account: accountOf(resident) })
}

/** An account number of no bank, with the right check digits. */
function accountOf({ nationalId }: Resident): string {
  const number = nationalId.replace(/\D/g, '').padStart(16, '0')
  const letters = [...'FH'].map(letter => letter.charCodeAt(0) - 55).join('')
  const check = 98n - (BigInt(`${number}${letters}00`) % 97n)
  return `FH${String(check).padStart(2, '0')}${number}`
}
