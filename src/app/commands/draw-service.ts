import { writeFile } from 'node:fs/promises'
import { type Catalogue, drawJourney, drawTable, loadCatalogue, planJourney, planTable, type Saying, svgOf } from '#catalogue'
import { isLanguage, languages } from '#platform'
import { readArguments } from './read-arguments.ts'

export const DRAW_USAGE = `portico services draw SERVICE [--table] [--language LANGUAGE] [--dir DIR] [--on DAY] [--out FILE]   draw a service as SVG
  --table     its decision table, instead of its journey
  --language  ${languages.join(', ')}; en when it is left out
  --on DAY    the day whose rates are named, such as 2026-11-21; that of its first example when it is left out
  --out FILE  where to write it; it is printed when this is left out`

/** `services draw`: writes one drawing. @returns the exit code @throws CatalogueFaults */
export async function drawService(rest: string[]): Promise<number> {
  const read = readArguments(rest, { table: 'switch', language: 'text', dir: 'text', on: 'text', out: 'text' })
  if (typeof read === 'string') return misunderstood(read)
  const { dir = '.', language = 'en', on, out } = read.text
  const [id, ...more] = read.named
  if (!id || more.length > 0) return misunderstood('Say which service to draw.')
  if (!isLanguage(language)) return misunderstood(`There is no language “${language}” here.`)
  const catalogue = await loadCatalogue(dir)
  const service = catalogue.services.get(id)
  if (!service) return misunderstood(`There is no service “${id}” in ${dir}.`)
  const svg = drawn(catalogue, { service, language, on: on ?? service.examples[0]?.on ?? '2000-01-01' }, read.on.has('table'))
  if (out) await writeFile(out, svg)
  else console.log(svg.trimEnd())
  return 0
}

function drawn(catalogue: Catalogue, saying: Saying, isTable: boolean): string {
  return svgOf(isTable ? drawTable(planTable(saying)) : drawJourney(planJourney(catalogue, saying)))
}

function misunderstood(sentence: string): number {
  console.error(`${sentence}\n\n${DRAW_USAGE}`)
  return 2
}
