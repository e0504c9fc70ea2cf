import { readFile } from 'node:fs/promises'
import { loadCatalogue } from '#catalogue'
import { allSystems, publicKeyIn, registerSystem, revokeSystem } from '#people'
import type { World } from '#platform'
import type { Config } from '../config.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico systems register NAME AGENCY --services SERVICE,… --key FILE
portico systems list
portico systems revoke NAME
NAME is how people read of it in the record of who acted for them. FILE is its public key in PEM: Ed25519, EC P-256, or RSA of 2048 bits
and more. SERVICE is a service that AGENCY owns. Portico must be running, or DATABASE_URL be set.`

/** `systems`: which other systems may send requests for people. @returns the exit code */
export async function systemsCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, { services: 'text', key: 'text' })
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  const [verb, name, agency] = read.named
  if (verb === 'list') return besideTheProgram(config, list)
  if (verb === 'revoke' && name) return besideTheProgram(config, world => revoke(world, name))
  const { services, key } = read.text
  if (verb !== 'register' || !name || !agency || !services || !key) return refuse(USAGE)
  return register(config, { name, agency, services: services.split(','), key })
}

interface Order {
  readonly name: string
  readonly agency: string
  readonly services: readonly string[]
  readonly key: string
}

async function register(config: Config, { key, ...system }: Order): Promise<number> {
  const wrong = await faultIn(config, system)
  if (wrong) return refuse(wrong)
  const publicKey = await publicKeyIn(await readFile(key, 'utf8').catch(() => ''))
  if (!publicKey)
    return refuse(
      `${key} is no public key in PEM that is taken: Ed25519, EC P-256, or RSA of 2048 bits and more, never a private one.`,
    )
  return besideTheProgram(config, async world => {
    if ((await allSystems(world)).some(one => one.name === system.name && !one.revokedAt))
      return refuse(`There is a system called "${system.name}" already; revoke it first, or choose another name.`)
    const id = await registerSystem(world, { ...system, publicKey, by: 'operator' })
    console.log(`"${system.name}" may send requests for ${system.services.join(', ')}. It signs its assertions as:\n${id}`)
    return 0
  })
}

async function faultIn({ servicesDir }: Config, { name, agency, services }: Omit<Order, 'key'>): Promise<string | undefined> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} .’'()-]{0,79}$/u.test(name))
    return `"${name}" is no name that people can read: letters, digits and spaces, 80 at most.`
  const catalogue = await loadCatalogue(servicesDir)
  if (!catalogue.agencies.has(agency))
    return `There is no agency "${agency}"; there are ${[...catalogue.agencies.keys()].join(', ')}.`
  const others = services.filter(id => catalogue.services.get(id)?.owner !== agency)
  return others.length > 0 ? `${agency} owns no service called ${others.map(id => `"${id}"`).join(', ')}.` : undefined
}

async function revoke(world: World, name: string): Promise<number> {
  if (!(await revokeSystem(world, { name, by: 'operator' }))) return refuse(`There is no system called "${name}" that is let in.`)
  console.log(`"${name}" is let in no more.`)
  return 0
}

async function list(world: World): Promise<number> {
  for (const { name, agency, services, revokedAt } of await allSystems(world))
    console.log(`${name} (${agency}): ${services.join(', ')}${revokedAt ? ' - revoked' : ''}`)
  return 0
}
