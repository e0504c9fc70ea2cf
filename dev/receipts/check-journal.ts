import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Keys, one, openText, rows, sql, type World } from '#platform'
import { canonical, fingerprintOf } from '../../src/journeys/canonical.ts'
import type { JournalLine } from '../department/journal.ts'
import { halves } from '../visitor/halves.ts'

/** What the database says of a journal, and of itself. */
export interface JournalChecked {
  /** Receipts the client was shown. */
  readonly receipts: number
  /** Requests that were never answered, and how many of them are in the database all the same. */
  readonly unanswered: number
  readonly unansweredKept: number
  readonly submissions: number
  readonly events: number
  /** Sentences; none when every receipt is there exactly once, with the same content, and nothing is half. */
  readonly faults: readonly string[]
}

type Checking = Pick<World, 'db'> & { readonly keys?: Keys }

interface Shown {
  readonly key: string
  readonly reference: string
  readonly digest: string
}

const AT_ONCE = 5_000

/**
 * Holds a journal that a client kept against the database. It trusts neither the program nor its log.
 * @param world  with `keys` the answers themselves are opened and held to the digest as well
 */
export async function checkJournal(world: Checking, file: string): Promise<JournalChecked> {
  const { receipts, asked, faults } = await readJournal(file)
  for (const part of inParts([...receipts.values()])) faults.push(...(await receiptFaults(world, part)))
  const unanswered = [...asked].flatMap(([key, digest]) => (receipts.has(key) ? [] : [{ key, digest }]))
  let unansweredKept = 0
  for (const part of inParts(unanswered)) unansweredKept += await keptOf(world, part)
  for (const [fault, statement] of Object.entries(halves)) {
    const { count } = await one<{ count: number }>(world, statement)
    if (count > 0) faults.push(`${count} ${fault}`)
  }
  const counts = await one<{ submissions: number; events: number }>(
    world,
    sql`select (select count(*) from journeys.submission) as submissions, (select count(*) from platform.event) as events`,
  )
  return { receipts: receipts.size, unanswered: unanswered.length, unansweredKept, ...counts, faults }
}

async function readJournal(file: string) {
  const receipts = new Map<string, Shown>()
  const asked = new Map<string, string>()
  const faults: string[] = []
  for await (const text of createInterface({ input: createReadStream(file) })) {
    const line = lineIn(text)
    if (!line) continue
    if ('asked' in line) asked.set(line.asked, line.digest)
    else if ('other' in line) {
      if (line.status !== 422)
        faults.push(`${line.other} was sent with other content and answered with ${line.status}, not refused`)
    } else faults.push(...receiptIn(line, receipts, asked))
  }
  return { receipts, asked, faults }
}

/** The last line of a client that was killed may be cut off; it then promised nothing. */
function lineIn(text: string): JournalLine | undefined {
  try {
    return JSON.parse(text) as JournalLine
  } catch {
    return undefined
  }
}

function receiptIn(
  { receipt: key, reference, digest }: Extract<JournalLine, { receipt: string }>,
  receipts: Map<string, Shown>,
  asked: ReadonlyMap<string, string>,
): string[] {
  const before = receipts.get(key)
  receipts.set(key, { key, reference, digest })
  return [
    ...(before && (before.reference !== reference || before.digest !== digest)
      ? [`${key} was shown two different receipts`]
      : []),
    ...(asked.get(key) === digest ? [] : [`${key} was shown a receipt for other content than was sent`]),
  ]
}

interface Kept {
  readonly key: string
  readonly reference: string | null
  readonly digest: string | null
  readonly count: number
  readonly services: [string, number][] | null
  readonly sealedAnswers: string | null
  /** Identifiers given in it, sealed, by the token that stands for each in the answers. */
  readonly entries: Readonly<Record<string, string>> | null
}

async function receiptFaults(world: Checking, shown: readonly Shown[]): Promise<string[]> {
  const kept = new Map((await keptUnder(world, shown)).map(one => [one.key, one]))
  return shown.flatMap(({ key, reference, digest }) => {
    const found = kept.get(key)
    if (!found || found.count === 0) return [`${key} was shown the receipt ${reference}, which is not in the database`]
    if (found.count > 1) return [`${key} is in the database ${found.count} times`]
    if (found.reference !== reference) return [`${key} was shown the receipt ${reference} and stands under ${found.reference}`]
    if (found.digest !== digest) return [`${key} is kept with other content than its receipt ${reference} says`]
    return isSealedAs(world, found) ? [] : [`${key} has sealed answers that are not those of its receipt ${reference}`]
  })
}

function keptUnder(world: Checking, shown: readonly Pick<Shown, 'key'>[]): Promise<Kept[]> {
  const keys = shown.map(({ key }) => key)
  const hashes = keys.map(key => hash('sha256', key, 'base64url'))
  return rows(
    world,
    sql`select a.key, count(s.id) as count, min(s.reference) as reference, min(s.digest) as digest,
               min(s.sealed_answers) as sealed_answers,
               (array_agg((select jsonb_agg(jsonb_build_array(r -> 'service', r -> 'version')) from jsonb_array_elements(s.requests) as r)))[1] as services,
               (array_agg((select jsonb_object_agg(e.token, e.sealed_value) from vault.entry e where e.person_id = s.person_id and e.about = s.draft_id)))[1] as entries
        from unnest(${keys}::text[], ${hashes}::text[]) as a(key, hash)
        join journeys.sending k on k.key_hash = a.hash
        left join journeys.submission s on s.person_id = k.person_id and s.id = k.submission_id
        group by a.key`,
  )
}

// What stands for an identifier that the vault keeps.
const TOKEN = /^vault:([0-9a-f-]{36}):/

function isSealedAs({ keys }: Checking, { sealedAnswers, entries, digest, services }: Kept): boolean {
  if (!keys || sealedAnswers === null) return true
  try {
    const answers = JSON.parse(openText({ keys }, sealedAnswers), (_, value) => {
      const token = typeof value === 'string' ? TOKEN.exec(value)?.[1] : undefined
      return token === undefined ? value : openText({ keys }, entries![token]!)
    })
    return fingerprintOf(`[${canonical(answers)},${canonical(services)}]`) === digest
  } catch {
    return false
  }
}

/** How many that were never answered are in the database; of one that is there twice the halves tell. */
async function keptOf(world: Checking, unanswered: readonly Pick<Shown, 'key'>[]): Promise<number> {
  return (await keptUnder(world, unanswered)).filter(({ count }) => count > 0).length
}

function inParts<Item>(all: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => all.slice(at * AT_ONCE, (at + 1) * AT_ONCE))
}
