import { meetPerson } from '#people'
import { transaction } from '#platform'
import { beginSession } from './people.ts'
import type { OpenSite } from './town.ts'

/** What was asked at once by how many, and how many pages carried another's mark, or not their own. */
export interface ManySessions {
  readonly people: number
  readonly pages: number
  readonly mismatches: readonly string[]
}

const PAGES = ['/account', '/mailbox', '/requests', '/account/sessions', '/account/corrections'] as const
const AT_ONCE = 200
/** Each sign-in is several transactions: more at once only wait for a connection. */
const ENTER_AT_ONCE = 10

/**
 * As many people as asked for sign in, each with a mark for a name that stands nowhere else, and all ask for pages at the same time, in an order
 * of their own. Every page carries its owner's mark and nobody else's, and no other language than theirs.
 */
export async function manySessions({ app, world }: OpenSite, people: number): Promise<ManySessions> {
  const sessions = await inBatches(people, ENTER_AT_ONCE, index => enter(world, index))
  const mismatches: string[] = []
  let pages = 0
  await inBatches(people * PAGES.length, AT_ONCE, async turn => {
    const owner = (turn * 7919) % people
    const path = PAGES[turn % PAGES.length]!
    const { mark, secret } = sessions[owner]!
    const { body, statusCode } = await app.inject({ url: path, headers: { cookie: `portico=${secret}` } })
    pages += 1
    const marks = new Set(body.match(/Mark[A-J]{7}/g))
    if (statusCode !== 200 || marks.size !== 1 || !marks.has(mark))
      mismatches.push(`${path}: ${[...marks].join(', ') || statusCode}`)
  })
  return { people, pages, mismatches }
}

/** Letters only: a number may stand on any page. */
function markOf(index: number): string {
  return `Mark${[...String(index).padStart(7, '0')].map(digit => 'ABCDEFGHIJ'[Number(digit)]).join('')}`
}

async function enter(world: OpenSite['world'], index: number): Promise<{ mark: string; secret: string }> {
  const mark = markOf(index)
  const introduced = { issuer: 'https://identity.example', subject: mark, name: { givenNames: mark, familyName: '' } }
  const { personId } = await transaction(world, tx => meetPerson(tx, introduced, 'en'))
  return { mark, secret: (await beginSession(world, personId)).secret }
}

async function inBatches<Result>(count: number, atOnce: number, act: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < count; from += atOnce) {
    const size = Math.min(atOnce, count - from)
    results.push(...(await Promise.all(Array.from({ length: size }, (_, at) => act(from + at)))))
  }
  return results
}
