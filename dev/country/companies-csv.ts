import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

interface CompanyLine {
  readonly company: string
  readonly name: string
  readonly foundedOn: string
  readonly closedOn?: string
  readonly property: string
  readonly directors: readonly { readonly person: string; readonly to?: string }[]
}

const COLUMNS = [
  ...['from', 'company.number', 'company.name', 'company.form', 'company.activity'],
  ...['company.seat.line1', 'company.seat.town', 'company.seat.postcode', 'company.seat.propertyRef'],
  ...['director.name', 'director.nationalId', 'director.signs'],
]

/** Writes the companies of a synthetic country that still stand as a file that a register of companies takes in. @returns how many */
export async function writeCompaniesCsv(folder: string, file: string): Promise<number> {
  const companies: CompanyLine[] = []
  for await (const line of linesOf<CompanyLine>(folder, 'companies')) if (!line.closedOn) companies.push(line)
  const names = await namesOf(folder, new Set(companies.flatMap(({ directors }) => directors.map(({ person }) => person))))
  const seats = await seatsOf(folder, new Set(companies.map(({ property }) => property)))
  const out = createWriteStream(file)
  out.write(`${COLUMNS.join(',')}\n`)
  for (const company of companies)
    for (const row of rowsOf(company, { names, seats })) if (!out.write(row)) await once(out, 'drain')
  out.end()
  await once(out, 'finish')
  return companies.length
}

interface Known {
  readonly names: ReadonlyMap<string, string>
  readonly seats: ReadonlyMap<string, readonly string[]>
}

function rowsOf({ company, name, foundedOn, property, directors }: CompanyLine, { names, seats }: Known): string[] {
  const standing = directors.filter(({ to }) => to === undefined)
  const flat = [foundedOn, company, name, standing.length > 1 ? 'limited' : 'sole-trader', name.split(' ').at(-1)!]
  const rows = standing.map(({ person }) => [names.get(person) ?? '', person, 'alone'])
  const all = rows.length > 0 ? rows : [['', '', '']]
  return all.map(row => `${[...flat, ...(seats.get(property) ?? ['', '', '']), property, ...row].map(cell).join(',')}\n`)
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

async function namesOf(folder: string, wanted: ReadonlySet<string>): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for await (const line of linesOf<{ person: string; givenNames: string; familyName: string }>(folder, 'persons'))
    if (wanted.has(line.person)) names.set(line.person, `${line.givenNames} ${line.familyName}`)
  return names
}

async function seatsOf(folder: string, wanted: ReadonlySet<string>): Promise<Map<string, string[]>> {
  const seats = new Map<string, string[]>()
  type Line = { property: string; address: { line1: string; town: string; postcode: string } }
  for await (const { property, address } of linesOf<Line>(folder, 'properties'))
    if (wanted.has(property)) seats.set(property, [address.line1, address.town, address.postcode])
  return seats
}

async function* linesOf<Line>(folder: string, name: string): AsyncIterable<Line> {
  for await (const line of createInterface({ input: createReadStream(join(folder, `${name}.jsonl`)) }))
    yield JSON.parse(line) as Line
}
