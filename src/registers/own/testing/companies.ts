import { join } from 'node:path'
import { type Answers, loadCatalogue } from '#catalogue'
import { loadOwnRegisters } from '../load-own-registers.ts'

const FAIRHAVEN = join(import.meta.dirname, '../../../..')

/** Fairhaven's register of companies, as its folder declares it. */
export async function fairhavensCompanies() {
  const catalogue = await loadCatalogue(FAIRHAVEN)
  const ownRegisters = await loadOwnRegisters(FAIRHAVEN, catalogue)
  return { catalogue, ownRegisters, companies: ownRegisters.get('companies')! }
}

/** Harbour Bakery, with whatever else matters to the test. */
export function bakery(more: Record<string, unknown> = {}, directors: readonly object[] = [nora]): Answers {
  return {
    company: {
      ...{ number: 'FC-1001', name: 'Harbour Bakery', form: 'limited', activity: 'Bakery and café' },
      seat: { line1: 'Quay Lane 12', town: 'Fairhaven', postcode: '1100' },
      ...more,
    },
    directors: [...directors],
  }
}

export const nora = { name: 'Nora Haddad', nationalId: 'FH-850101-1234', signs: 'alone' }
export const tomas = { name: 'Tomás Vale', nationalId: 'FH-800202-5678', signs: 'jointly' }
