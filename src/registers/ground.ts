import type { LookUp } from './look-up.ts'

/**
 * Holds a lookup to what every lookup must have: a purpose that can be told, a law that is cited or a consent, and for
 * whoever is not the person themself the case or the stated emergency that needs it. What is not so is our own mistake.
 */
export function mustHaveGround({ person, query, ground, by, need }: LookUp): void {
  if (!Object.values(query.purpose).some(words => words?.trim())) throw new Error('a register is never asked without a purpose')
  const said = 'law' in ground ? ground.law : ground.consent
  if (!said?.trim()) throw new Error('a register is never asked without a ground: a law that is cited, or a consent')
  // Who holds a person's mandate does what the person would do, and is recorded as such.
  const isForThemself = by === person || by === 'system' || by.startsWith('holder ')
  if (!isForThemself && !need)
    throw new Error('somebody else than the person asks a register only for a case that needs it, or in a stated emergency')
}
