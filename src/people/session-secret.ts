import { blindIndex, type World } from '#platform'

/** The fingerprint by which a session is found; the browser's secret itself is never stored. */
export function secretIndexOf(world: World, secret: string): string {
  return blindIndex(world, `session ${secret}`)
}
