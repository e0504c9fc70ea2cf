import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { rehearseVersion, sayRehearsal } from '#cases'
import {
  checkServiceText,
  describeFault,
  type Library,
  publishVersion,
  readLibrary,
  releasesOf,
  releaseVersion,
  standing,
  takeBack,
  versionsOf,
} from '#catalogue'
import { Refusal, type World } from '#platform'
import type { Config } from '../config.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

export const RELEASE_USAGE = `portico services rehearse FILE [--most N]                play past requests and generated journeys through a version before it is live
portico services publish FILE [--share PERCENT]          publish a version and release it, to everybody unless a share is given
portico services release SERVICE VERSION [--share PERCENT]  release a published version to more or fewer
portico services take-back SERVICE                       take back what was released last
portico services versions SERVICE                        what was published and released
They work beside the running program: Portico must be running, or DATABASE_URL be set. SERVICES_DIR is the government's folder.`

const BY = 'operator'
const PAST_MOST = 1000

interface Order {
  readonly world: World & { readonly closedDays: readonly string[] }
  readonly library: Library
  readonly named: readonly string[]
  readonly share: number
  readonly most: number
}

const verbs: Readonly<Record<string, (order: Order) => Promise<number>>> = {
  rehearse,
  publish,
  release,
  'take-back': back,
  versions,
}

/** Whether a verb of `services` is one of these. */
export function isReleaseVerb(verb: string | undefined): verb is string {
  return verb !== undefined && Object.hasOwn(verbs, verb)
}

/** `services rehearse | publish | release | take-back | versions`. @returns the exit code */
export async function releaseCommand(readConfig: () => Config, verb: string, rest: readonly string[]): Promise<number> {
  const read = readArguments(rest, { share: 'text', most: 'text' })
  if (typeof read === 'string') return refuse(`${read}\n\n${RELEASE_USAGE}`)
  const [share, most] = [whole(read.text.share ?? '100', 100), whole(read.text.most ?? String(PAST_MOST), 1_000_000)]
  if (!share) return refuse('A share is a whole number of percent from 1 to 100: --share 10.')
  if (!most) return refuse('--most is how many past requests are played through, such as --most 500.')
  if (!read.named[0]) return refuse(RELEASE_USAGE)
  const config = readConfig()
  return besideTheProgram(config, async world => {
    const library = await readLibrary(world, config.servicesDir)
    const { closedDays } = library.catalogue.government
    return verbs[verb]!({ world: { ...world, closedDays }, library, named: read.named, share, most })
  }).catch(error => {
    if (error instanceof Refusal) return refuse(error.say('en'))
    throw error
  })
}

async function publish({ world, library, named, share }: Order): Promise<number> {
  const [file = ''] = named
  const text = await textOf(file)
  if (text === undefined) return refuse(`${file} cannot be read.`)
  const published = await publishVersion(world, { text, file: basename(file), around: library.around, share, by: BY })
  if ('faults' in published) return refuse([...published.faults.map(describeFault), 'Nothing was published.'].join('\n'))
  if ('notYours' in published) return refuse('Nothing was published.')
  for (const warning of published.warnings) console.log(describeFault(warning))
  const { id, version } = published.service
  console.log(`Version ${version} of ${id} is published, and ${toWhom(share)} from about two seconds from now on.`)
  return 0
}

async function rehearse({ world, library, named, most }: Order): Promise<number> {
  const [file = ''] = named
  const text = await textOf(file)
  if (text === undefined) return refuse(`${file} cannot be read.`)
  const { service, faults, warnings } = checkServiceText(library.catalogue, { file: basename(file), text })
  if (!service) return refuse([...faults, ...warnings].map(describeFault).join('\n'))
  for (const warning of warnings) console.log(describeFault(warning))
  const found = await rehearseVersion({ ...world, catalogue: library.catalogue }, { draft: service, most, by: BY })
  const { past, generated, verdict } = sayRehearsal(found, service, 'en')
  for (const { summary, groups } of [past, ...(generated ? [generated] : [])]) {
    console.log(summary)
    for (const { count, sentences, labels } of groups) console.log(`  ${count} ${sentences.join('; ')} (${labels.join(', ')})`)
  }
  if (verdict) console.log(verdict)
  return 0
}

async function release({ world, library, named, share }: Order): Promise<number> {
  const [service = '', number = ''] = named
  const version = whole(number, 2 ** 31 - 1)
  const live = library.catalogue.services.get(service)
  if (!version || !live) return refuse(live ? RELEASE_USAGE : `There is no service “${service}”.`)
  await releaseVersion(world, { service, version, share, by: BY, agency: live.owner })
  console.log(`Version ${version} of ${service} is ${toWhom(share)} from about two seconds from now on.`)
  return 0
}

async function back({ world, library, named }: Order): Promise<number> {
  const [service = ''] = named
  const live = library.catalogue.services.get(service)
  if (!live) return refuse(`There is no service “${service}”.`)
  const version = await takeBack(world, { service, by: BY, agency: live.owner })
  const stands = await standing(world, service)
  console.log(
    `Version ${version} of ${service} is taken back. Who starts now gets version ${stands!.version}; journeys under way keep theirs.`,
  )
  return 0
}

async function versions({ world, named }: Order): Promise<number> {
  const [service = ''] = named
  const published = await versionsOf(world, service)
  if (published.length === 0) return refuse(`Nothing of “${service}” was ever published.`)
  const stands = await standing(world, service)
  for (const { version, publishedAt, publishedBy } of published) {
    const share = version === stands?.trial?.version ? `, ${stands.trial.share} % of new starts` : ''
    const state = version === stands?.version ? ', live' : share || ', not given out'
    console.log(`${version}  published ${day(publishedAt)} by ${publishedBy}${state}`)
  }
  for (const { version, share, releasedAt, releasedBy } of await releasesOf(world, service))
    console.log(`${day(releasedAt)}  version ${version} ${share === 0 ? 'taken back' : toWhom(share)} by ${releasedBy}`)
  return 0
}

function toWhom(share: number): string {
  return share === 100 ? 'released to everybody who starts' : `released to ${share} % of new starts`
}

function day(instant: Date): string {
  return instant.toISOString().slice(0, 16).replace('T', ' ')
}

function whole(text: string, most: number): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= most ? Number(text) : undefined
}

function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined)
}
