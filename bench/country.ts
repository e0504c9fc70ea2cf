import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resourceUsage } from 'node:process'
import { dayNumber } from '../dev/country/calendar.ts'
import { writeCountry } from '../dev/country/write-country.ts'
import type { Extent, Figure } from './measure.ts'

const UNTIL = '2026-11-01'
const FEW = 50_000
/** A million people in three minutes. */
const TARGET = 1_000_000 / 180

/** The synthetic country written to files; `--people 1000000` for the size that the target speaks of. */
export async function* country({ people: wanted }: Extent): AsyncIterable<Figure> {
  const people = Number(wanted ?? FEW)
  const folder = await mkdtemp(join(tmpdir(), 'country-'))
  try {
    const started = performance.now()
    await writeCountry({ seed: 7, people, until: dayNumber(UNTIL) }, folder)
    const seconds = (performance.now() - started) / 1000
    yield { measure: 'country', value: people / seconds, unit: 'people/s', n: people, target: TARGET }
    yield { measure: 'country-memory', value: resourceUsage().maxRSS / 1024, unit: 'MB', n: people }
  } finally {
    await rm(folder, { recursive: true })
  }
}
