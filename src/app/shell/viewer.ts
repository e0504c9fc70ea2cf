/** Who looks at a page, as far as the frame around it needs to know. */
export interface Viewer {
  /** Name of the person signed in; absent for everybody else. */
  readonly name?: string
  readonly isOfficer: boolean
  /** Name of the person they act for; absent for whoever acts for themselves. */
  readonly actingFor?: string
  /** Whether anybody looked who it is: false on the page of a failure. */
  readonly isKnown: boolean
}

/** Reads a viewer out of whatever a route's gate let in: a visitor, a person, an officer, or nobody. */
export function viewerOf(caller: unknown): Viewer {
  if (!isRecord(caller) || caller.isUnknown === true) return { isOfficer: false, isKnown: false }
  const { person, officer } = caller
  const isOfficer = isRecord(officer) || typeof caller.agency === 'string'
  const name = nameOf(isRecord(person) ? person : caller) ?? nameOf(officer)
  const actingFor = nameOf((isRecord(person) ? person : caller).actingFor)
  return {
    ...{ isOfficer, isKnown: true },
    ...(name === undefined ? {} : { name }),
    ...(actingFor === undefined ? {} : { actingFor }),
  }
}

function nameOf(who: unknown): string | undefined {
  if (!isRecord(who)) return
  if (typeof who.name === 'string') return who.name
  const names = [who.givenNames, who.familyName].filter(name => typeof name === 'string' && name !== '')
  return names.length > 0 ? names.join(' ') : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
