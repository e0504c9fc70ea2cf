import type { Catalogue } from '#catalogue'
import { directionOf, formatInstant, type Language, languages, say, type Words } from '#platform'
import { render } from '#platform/html'
import { dataWords } from './data-words.ts'

interface Reading {
  readonly catalogue: Catalogue
  readonly language: Language
}

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c2226;overflow-wrap:anywhere}
h2{border-bottom:2px solid #0b5a5e;margin-top:2.5rem}
section{border-bottom:1px solid #d9d0c1;padding:.5rem 0 1rem;break-inside:avoid}
dl{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.2rem 1rem;margin:0}
dt{font-weight:600}dd{margin:0}`

/** The beginning of the readable file: a page of its own that needs nothing else, to be kept or printed. */
export function readableHead({ language, catalogue }: Reading, at: Date): string {
  const t = dataWords(language)
  const lead = { government: say(catalogue.government.name, language), at: formatInstant(language, at) }
  const head = render(
    <>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{t('file-title')}</title>
      <style>{STYLE}</style>
    </>,
  )
  const top = render(
    <>
      <h1>{t('file-title')}</h1>
      <p>{t('file-lead', lead)}</p>
    </>,
  )
  return `<!doctype html>\n<html lang="${language}" dir="${directionOf(language)}"><head>${head}</head><body><main>${top}`
}

export function readablePart(title: string): string {
  return render(<h2>{title}</h2>)
}

/** The last words: without them the file is not whole. */
export function readableEnd({ language }: Reading): string {
  return `${render(<p>{dataWords(language)('file-end')}</p>)}</main></body></html>\n`
}

/** One thing that is held, each of its values beside its name. */
export function readableRow(row: Readonly<Record<string, unknown>>, number: number, reading: Reading): string {
  const lines = linesOf(row, reading)
  return render(
    <section>
      <h3>{number}</h3>
      <dl>
        {lines.map(({ name, value }, index) => [
          <dt key={`t${index}`}>{name}</dt>,
          <dd key={`d${index}`} dir="auto">
            {value}
          </dd>,
        ])}
      </dl>
    </section>,
  )
}

interface Line {
  readonly name: string
  readonly value: string
}

const CHARACTERS_SHOWN = 4_000

function linesOf(value: unknown, reading: Reading, path: readonly string[] = []): Line[] {
  if (value === null || value === undefined || value === '') return []
  if (value instanceof Date) return [line(path, formatInstant(reading.language, value), reading)]
  if (Array.isArray(value)) return value.flatMap((item, index) => linesOf(item, reading, [...path, String(index + 1)]))
  if (typeof value !== 'object') return [line(path, spoken(value, reading.language), reading)]
  if (isWords(value)) return [line(path, say(value, reading.language), reading)]
  return Object.entries(value).flatMap(([name, inner]) => linesOf(inner, reading, [...path, name]))
}

function line(path: readonly string[], text: string, reading: Reading): Line {
  const isLong = text.length > CHARACTERS_SHOWN
  return { name: nameOf(path, reading), value: isLong ? dataWords(reading.language)('in-json', { count: text.length }) : text }
}

function spoken(value: unknown, language: Language): string {
  if (typeof value === 'boolean') return dataWords(language)(value ? 'yes' : 'no')
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? formatInstant(language, new Date(text)) : text
}

/** Facts by what the catalogue calls them, columns by our own words, everything else as it stands. */
function nameOf(path: readonly string[], { catalogue, language }: Reading): string {
  const fact = [...catalogue.facts.values()].find(
    ({ entity, of, field }) => path.at(-1) === field && (path.includes(entity) || path.includes(of ?? '')),
  )
  const last = path.at(-1) ?? ''
  const own = fact
    ? say(fact.label, language)
    : dataWords.has(`column-${last}`)
      ? dataWords(language)(`column-${last}` as 'column-kind')
      : undefined
  const before = path.slice(0, -1).filter(part => /^\d+$/.test(part))
  if (own) return [...before, own].join(' · ')
  return path.map(part => part.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()).join(' · ')
}

function isWords(value: object): value is Words {
  const names = Object.keys(value)
  return (
    names.length > 0 &&
    names.every(name => languages.includes(name as Language) || name === 'und') &&
    Object.values(value).every(said => typeof said === 'string')
  )
}
