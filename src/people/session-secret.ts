import { blindIndex, blindIndexes, type World } from '#platform'

/** The fingerprint under which a session is kept; the browser's secret itself is never stored. */
export function secretIndexOf(world: World, secret: string): string {
  return blindIndex(world, spoken(secret))
}

/** The fingerprints under which a session may stand: one for each key there is. */
export function secretIndexesOf(world: World, secret: string): string[] {
  return blindIndexes(world, spoken(secret))
}

function spoken(secret: string): string {
  return `session ${secret}`
}
