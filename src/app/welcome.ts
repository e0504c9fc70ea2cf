import type { Config } from './config.ts'

/** What a newcomer should know once Portico is up. */
export function namedPeopleHint({ publicUrl, openIds }: Config): string {
  const signIn = openIds.length
    ? `Sign-in is with ${openIds.map(({ issuer }) => issuer.origin).join(' and ')}.`
    : `Sign in as one of Fairhaven's people; nobody's identity is real and there are no passwords:
    Bo       has a newborn daughter: start with “Having a child”
    Élise    has newborn twins and an income above the limit (reads French)
    Dalia    has a newborn son and reads Arabic
    Kofi     has a child the registers do not know of yet
    Amara    is a childcare officer at Fairhaven City: her work is at ${publicUrl}/work`
  return `
Portico is ready at ${publicUrl}

  ${signIn}

  Ctrl-C stops it; what was saved stays.
`
}
