import type { AssuranceLevel } from './adapters/sign-in.ts'

/** Where a person was going, and how sure we must be of them there. */
export interface Goal {
  readonly path: string
  readonly level: AssuranceLevel
}

/** The address that signs a person in and then leads on. @param chosen whom to be asked by, where that was chosen */
export function signInPath({ path, level }: Goal, chosen?: string): string {
  const asked = new URLSearchParams([['then', path]])
  if (level !== 'low') asked.set('level', level)
  if (chosen !== undefined) asked.set('with', chosen)
  return `/sign-in?${asked}`
}
