import { loadCatalogue } from '#catalogue'
import { appointOfficer, dismissOfficer, personKnownAs, type Role, roles } from '#people'
import { endOfDay, type World } from '#platform'
import type { Config } from '../config.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico officers appoint SUBJECT AGENCY [--role ROLE] [--until DAY] [--issuer URL]
portico officers dismiss SUBJECT [--issuer URL]
SUBJECT is the person's name at the identity provider; they must have signed in once. ROLE is one of ${roles.join(', ')}.
DAY, such as 2027-06-30, is the last on which they work there; without it the appointment stands until it is ended.
URL is the provider's issuer; OIDC_ISSUER when it is left out. Portico must be running, or DATABASE_URL be set.`

/** `officers`: gives people their work, or ends it. @returns the exit code */
export async function officersCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, { role: 'text', until: 'text', issuer: 'text' })
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  const [verb, subject, agency] = read.named
  const issuer = (read.text.issuer ?? (config.openIds.length === 1 ? config.openIds[0]?.issuer.href : undefined))?.replace(
    /\/$/,
    '',
  )
  if (!subject || !(verb === 'dismiss' || (verb === 'appoint' && agency))) return refuse(USAGE)
  if (!issuer) return refuse('Which identity provider? Name its issuer with --issuer, or set OIDC_ISSUER.')
  const role = read.text.role ?? 'officer'
  if (!roles.includes(role as Role)) return refuse(`"${role}" is no role; it is one of ${roles.join(', ')}.`)
  const { until } = read.text
  if (until !== undefined && !isDay(until)) return refuse(`"${until}" is no day to come; write it as 2027-06-30.`)
  return besideTheProgram(config, world => carryOut(world, config, { verb, subject, issuer, agency, role: role as Role, until }))
}

interface Order {
  readonly verb: 'appoint' | 'dismiss'
  readonly subject: string
  readonly issuer: string
  readonly agency: string | undefined
  readonly role: Role
  /** The last day of it, `YYYY-MM-DD`. */
  readonly until: string | undefined
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}

async function carryOut(world: World, config: Config, { verb, subject, issuer, agency, role, until }: Order): Promise<number> {
  const person = await personKnownAs(world, { issuer, subject })
  if (!person)
    return refuse(`Nobody known as "${subject}" has signed in through ${issuer} yet: ask them to sign in once, then try again.`)
  if (verb === 'dismiss') await dismissOfficer(world, { person, by: 'operator' })
  else {
    const { agencies } = await loadCatalogue(config.servicesDir)
    if (!agencies.has(agency!)) return refuse(`There is no agency "${agency}"; there are ${[...agencies.keys()].join(', ')}.`)
    const endsAt = until && endOfDay(until)
    if (endsAt && endsAt <= world.now()) return refuse(`"${until}" is over; name a day to come.`)
    await appointOfficer(world, { person, agency: agency!, role, by: 'operator', ...(endsAt && { endsAt }) })
  }
  console.log(
    verb === 'dismiss'
      ? `"${subject}" works for no agency any more.`
      : `"${subject}" is ${role} of ${agency} from their next page on${until ? `, until ${until}` : ''}.`,
  )
  return 0
}
