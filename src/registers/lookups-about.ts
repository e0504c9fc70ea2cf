import { isId, type World } from '#platform'
import type { LookupId, LookupRecord } from './lookup.ts'
import { findLookups } from './store.ts'

const PAGE = 20

/** One page of the looks at a person's data, newest first; `older` leads to the next page when there is one. */
export async function lookupsAbout(
  world: World,
  person: string,
  before?: string,
): Promise<{ lookups: LookupRecord[]; older: LookupId | undefined }> {
  const from = before !== undefined && isId(before) ? before : undefined
  const found = await findLookups(world, { person, before: from, limit: PAGE + 1 })
  const lookups = found.slice(0, PAGE)
  return { lookups, older: found.length > PAGE ? lookups.at(-1)?.id : undefined }
}
