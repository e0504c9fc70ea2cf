import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type AppWorld, jobs } from '#app'
import { startNotices } from '#mailbox'
import { signIn } from '#people'
import { as, newId, workJobsOnce } from '#platform'
import { walk } from '../../dev/seed/walk.ts'
import type { OpenSite } from './town.ts'

/** Identifiers that stand nowhere else, of one person; each holds the mark by which it is looked for. */
export interface Canary {
  readonly nationalId: string
  readonly account: string
}

/** @param mark  ten capitals; an account is an IBAN whose check digits are right */
export function canariesOf(people: number, mark: string): Canary[] {
  return Array.from({ length: people }, (_, at) => {
    const number = String(at).padStart(8, '0')
    return { nationalId: `FH-${mark}-${number}`, account: iban(`${mark}${number}`) }
  })
}

/** @see ISO 13616 */
function iban(account: string): string {
  const digits = `${account}FH00`.replaceAll(/[A-Z]/g, letter => String(letter.charCodeAt(0) - 55))
  return `FH${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${account}`
}

const typed = {
  ...{ 'applicant.givenNames': 'Nora', 'applicant.familyName': 'Lund', 'applicant.telephone': '+33 1 23 45 67 89' },
  'applicant.bornOn': { day: '12', month: '3', year: '1984' },
  'applicant.residence': { line1: '4 Quay Lane', town: 'Fairhaven', postcode: 'FH1 2AB' },
  ...{
    'child.givenNames': 'Ida',
    'child.familyName': 'Lund',
    'child.sex': 'female',
    'child.bornAt': 'Fairhaven General Hospital',
  },
  'child.bornOn': { day: '14', month: '11', year: '2026' },
  ...{ 'household.livesWithPartner': 'no', 'household.incomeLastYear': '54300' },
}

/** What went by on the wire of a browser: addresses, headers, pages. */
export type Wire = string[]

/** Each signs in, wants notices by mail, asks registers, types an account and sends; then the rules decide and mails leave. */
export async function letFly(site: OpenSite, canaries: readonly Canary[], atOnce = 4): Promise<Wire> {
  const wire: Wire = []
  const queue = canaries.entries()
  const fly = async () => {
    for (const [at, canary] of queue) await flyOne(site, canary, at % 20 === 0 ? wire : undefined)
  }
  await Promise.all(Array.from({ length: atOnce }, fly))
  await site.letNewsTravel()
  await workJobsOnce(as(site.world, 'nobody') as AppWorld, jobs)
  return wire
}

async function flyOne(site: OpenSite, { nationalId, account }: Canary, wire: Wire | undefined): Promise<void> {
  const { world } = site
  // An ID token is three parts in base64url, and this one tells the number.
  const idToken = `e30.${Buffer.from(JSON.stringify({ national_id: nationalId })).toString('base64url')}.c2ln`
  const signedIn = {
    issuer: 'https://identity.example',
    subject: newId(),
    level: 'high',
    sid: newId(),
    idToken,
    nationalId,
  } as const
  const { person, secret } = await signIn(world, {
    signedIn: { ...signedIn, name: { givenNames: 'Nora', familyName: 'Lund' }, language: 'en' },
    ...{ attempt: newId(), before: newId(), language: 'en' },
  })
  await startNotices(as(world, `person ${person}`), person, `${person}@fairhaven.example`)
  await walk(world, {
    ...{ personId: person, kind: 'service', subject: 'child-benefit', language: 'en', consents: ['tax.assessed-income'] },
    typed: { ...typed, 'applicant.bankAccount': account },
  })
  if (wire) await browse(site, { secret, account }, wire)
}

/** A second journey, on pages, as far as the account: every address, header and page is kept. */
async function browse({ app }: OpenSite, { secret, account }: { secret: string; account: string }, wire: Wire): Promise<void> {
  const headers = { cookie: `portico=${secret}` }
  const see = async (url: string, form?: Record<string, string>) => {
    const answer = await app.inject(
      form
        ? {
            ...{ method: 'POST', url, payload: new URLSearchParams(form).toString() },
            headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
          }
        : { url, headers },
    )
    wire.push(url, JSON.stringify(answer.headers), answer.body)
    return answer
  }
  const [, token = ''] = /name="form-token" value="([^"]+)"/.exec((await see('/services/child-benefit')).body) ?? []
  let at = String((await see('/services/child-benefit/start', { 'form-token': token })).headers.location)
  for (let steps = 0; steps < 30 && !/\/check$/.test(at); steps++) {
    const shown = await see(at)
    if (shown.statusCode === 303) at = String(shown.headers.location)
    else at = String((await see(at, { ...fieldsOf(shown.body, account) })).headers.location ?? at)
  }
  for (const page of [at, '/account', '/account/data']) await see(page)
}

/** Every input of a page, filled in. */
function fieldsOf(body: string, account: string): Record<string, string> {
  const hidden = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(match => [match[1]!, match[2]!])
  const words = Object.entries(typed).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : Object.entries(value).map(([part, one]) => [`${name}-${part}`, one]),
  )
  return Object.fromEntries([...words, ...hidden, ['applicant.bankAccount', account], ['consent[]', 'tax.assessed-income']])
}

/** The mark as it may be written: plain, in small letters, two bytes a sign, hexadecimal, base64 at each of its three offsets. */
function spellings(mark: string): Buffer[] {
  const hex = Buffer.from(mark).toString('hex')
  // What stands before and after a mark changes the first and the last signs of its base64, and not those between.
  const base64 = [0, 1, 2].map(offset =>
    Buffer.from(`${'x'.repeat(offset)}${mark}`)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  )
  const texts = [mark, mark.toLowerCase(), hex, hex.toUpperCase(), ...base64]
  return [...texts.map(text => Buffer.from(text)), Buffer.from(mark, 'utf16le'), Buffer.from(hex, 'utf16le')]
}

/** Where a mark is seen: rows of every table outside the vault, files of the database and its write-ahead log, and what else is given. */
export async function sightings(
  { adminUrl, folder }: Pick<OpenSite, 'adminUrl' | 'folder'>,
  mark: string,
  others: Readonly<Record<string, readonly string[]>>,
): Promise<string[]> {
  const wanted = spellings(mark)
  const isSeen = (bytes: Buffer) => wanted.some(spelling => bytes.includes(spelling))
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query('checkpoint')
  const seen = await inTables(client, isSeen)
  const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  await client.end()
  for (const root of [rows[0]!.folder, folder]) seen.push(...(await inFiles(root, isSeen)))
  for (const [name, texts] of Object.entries(others)) if (texts.some(text => isSeen(Buffer.from(text)))) seen.push(name)
  return seen
}

/** As `pg_dump` would write it: every row as text, by whoever runs the server. */
async function inTables(client: pg.Client, isSeen: (bytes: Buffer) => boolean): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'vault') order by 1`,
  )
  const seen: string[] = []
  for (const { name } of tables) {
    const { rows } = await client.query<{ found: string }>(`select t::text as found from ${name} t`)
    if (rows.some(({ found }) => isSeen(Buffer.from(found)))) seen.push(`table ${name}`)
  }
  return seen
}

/** The vault's own files too: there everything is sealed. */
async function inFiles(root: string, isSeen: (bytes: Buffer) => boolean): Promise<string[]> {
  const seen: string[] = []
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const size = entry.isFile() ? ((await stat(file).catch(() => undefined))?.size ?? 0) : 0
    if (size === 0) continue
    const bytes = await readFile(file).catch(() => undefined)
    if (bytes && isSeen(bytes)) seen.push(`file ${file.slice(root.length + 1)}`)
  }
  return seen
}
