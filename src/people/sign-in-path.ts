import type { AssuranceLevel } from './adapters/sign-in.ts'

/** Where a person was going, and how sure we must be of them there. */
export interface Goal {
  readonly path: string
  readonly level: AssuranceLevel
}

/** The address that signs a person in and then leads on. */
export function signInPath({ path, level }: Goal): string {
  const asked = new URLSearchParams([['then', path]])
  if (level !== 'low') asked.set('level', level)
  return `/sign-in?${asked}`
}
