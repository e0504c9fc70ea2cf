import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCatalogue } from '#catalogue'
import { as } from '#platform'
import { testWorld } from '#platform/testing'
import { importEntries, loadOwnRegisters } from '#registers'
import { dayNumber } from '../dev/country/calendar.ts'
import { writeCompaniesCsv } from '../dev/country/companies-csv.ts'
import { writeCountry } from '../dev/country/write-country.ts'
import type { Extent, Figure } from './measure.ts'

const ROOT = join(import.meta.dirname, '..')
const UNTIL = '2026-11-01'
const FEW = 50_000

/** The companies of a synthetic country taken into the register of companies, checked first: in the agency's own name, sealed, each with its event. */
export async function* registerImport({ people: wanted }: Extent): AsyncIterable<Figure> {
  const people = Number(wanted ?? FEW)
  const folder = await mkdtemp(join(tmpdir(), 'country-'))
  try {
    await writeCountry({ seed: 7, people, until: dayNumber(UNTIL) }, folder)
    const file = join(folder, 'companies.csv')
    const n = await writeCompaniesCsv(folder, file)
    const text = await readFile(file, 'utf8')
    const register = (await loadOwnRegisters(ROOT, await loadCatalogue(ROOT))).get('companies')!
    const tests = await testWorld()
    const world = as({ ...tests, db: tests.appDb }, `agency ${register.agency}`)
    for (const isDryRun of [true, false]) {
      const started = performance.now()
      const came = await importEntries(world, register, { text, by: 'bench', isDryRun })
      const seconds = (performance.now() - started) / 1000
      if (came.kind !== (isDryRun ? 'checked' : 'entered') || came.fresh !== n) throw new Error(`the file came to ${came.kind}`)
      yield { measure: isDryRun ? 'register-import-check' : 'register-import', value: n / seconds, unit: 'entries/s', n }
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
