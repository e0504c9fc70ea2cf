import type { Language } from '#platform'
import { languages } from '#platform'

/** Whose looks an incident is about: at least one of the names, and from when until when. */
export interface IncidentLooks {
  readonly agency?: string
  /** An officer's id, as it stands in the log. */
  readonly officer?: string
  readonly service?: string
  /** `register.query` */
  readonly register?: string
  readonly from: Date
  readonly until: Date
}

/** Something that went wrong with people's data, and what they are told of it. GDPR art. 34. */
export interface Incident {
  /** What it is called, so that nobody is told twice: `2026-11-lost-laptop`. */
  readonly id: string
  /** The agency that tells. */
  readonly agency: string
  readonly subject: Readonly<Record<Language, string>>
  readonly text: Readonly<Record<Language, string>>
  readonly looks: IncidentLooks
}

/** Reads an incident as it was written down. @returns sentences when it cannot be understood, all of them at once */
export function readIncident(value: unknown): Incident | readonly string[] {
  if (!isRecord(value)) return ['An incident file names id, agency, subject, text and looks.']
  const faults: string[] = []
  const { id, agency, subject, text, looks } = value
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]{2,79}$/.test(id))
    faults.push('id: 3 to 80 small letters, digits and hyphens.')
  if (typeof agency !== 'string') faults.push('agency: which agency tells the people.')
  for (const [name, said] of Object.entries({ subject, text }))
    for (const language of languages)
      if (!isRecord(said) || typeof said[language] !== 'string' || !said[language].trim())
        faults.push(`${name}.${language}: the words in this language.`)
  const read = readLooks(looks, faults)
  return faults.length > 0 ? faults : ({ id, agency, subject, text, looks: read } as Incident)
}

const NAMES = ['agency', 'officer', 'service', 'register'] as const

function readLooks(value: unknown, faults: string[]): IncidentLooks | undefined {
  const looks = isRecord(value) ? value : {}
  const named = NAMES.flatMap(name => (typeof looks[name] === 'string' ? [[name, looks[name]] as const] : []))
  if (named.length === 0) faults.push(`looks: name at least one of ${NAMES.join(', ')}.`)
  for (const name of Object.keys(looks))
    if (![...NAMES, 'from', 'until'].includes(name)) faults.push(`looks.${name}: nothing is called so here.`)
  const [from, until] = [instantIn(looks.from), instantIn(looks.until)]
  if (!from) faults.push('looks.from: an instant with its zone, 2026-11-20T00:00:00Z.')
  if (!until) faults.push('looks.until: an instant with its zone, 2026-11-21T00:00:00Z.')
  if (from && until && until <= from) faults.push('looks.until: comes after looks.from.')
  return from && until ? { ...Object.fromEntries(named), from, until } : undefined
}

function instantIn(value: unknown): Date | undefined {
  const at =
    value instanceof Date ? value : typeof value === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/.test(value) ? new Date(value) : undefined
  return at && !Number.isNaN(at.getTime()) ? at : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
