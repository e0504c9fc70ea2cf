import { blindIndex, type Cookie, type World } from '#platform'
import type { PersonId } from './person.ts'

/** The cookie by which a browser shows who has signed in from it before. */
export const KNOWN_COOKIE = 'known'
const LASTS_SECONDS = 400 * 86_400
const PEOPLE_AT_MOST = 5

/**
 * A mark that we alone can make: the same in every browser of a person, so that it tells no two of them apart, and kept nowhere but there.
 */
function markOf(world: World, person: PersonId): string {
  return blindIndex(world, `known browser ${person}`).slice(0, 27)
}

/** Whether a person has signed in from a browser before. @param kept  its cookie, as it came */
export function isKnownTo(world: World, person: PersonId, kept: string): boolean {
  return kept.split('.').includes(markOf(world, person))
}

/** Lets a browser show it from now on; of many people the latest few. */
export function rememberedBy(world: World, person: PersonId, kept: string): Cookie {
  const mark = markOf(world, person)
  const others = kept.split('.').filter(one => /^[\w-]{27}$/.test(one) && one !== mark)
  return { name: KNOWN_COOKIE, value: [mark, ...others].slice(0, PEOPLE_AT_MOST).join('.'), maxAgeSeconds: LASTS_SECONDS }
}
