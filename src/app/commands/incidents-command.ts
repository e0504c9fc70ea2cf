import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { loadCatalogue } from '#catalogue'
import { affectedBy, type Incident, notifyIncident, readIncident } from '#privacy'
import type { Config } from '../config.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico incidents notify --file FILE [--count]
Tells everybody whose data was looked at as FILE says, in their mailbox and language, each once however often it is run.
--count says how many there are, and tells nobody. FILE is YAML: id, agency, subject and text in each language, and looks
(agency, officer, service, register, from, until). Portico must be running, or DATABASE_URL be set.`

/** `incidents notify`: tells the people an incident concerns. @returns the exit code */
export async function incidentsCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, { file: 'text', count: 'switch' })
  if (typeof read === 'string') return refuse(`${read}\n\n${USAGE}`)
  if (read.named.join(' ') !== 'notify' || !read.text.file) return refuse(USAGE)
  const incident = readIncident(await readYaml(read.text.file))
  if (!('id' in incident)) return refuse(incident.map(fault => `${read.text.file}: ${fault}`).join('\n'))
  return carryOut(config, incident, read.on.has('count'))
}

async function readYaml(file: string): Promise<unknown> {
  return parse(await readFile(file, 'utf8').catch(() => ''))
}

async function carryOut(config: Config, incident: Incident, isCountOnly: boolean): Promise<number> {
  const catalogue = await loadCatalogue(config.servicesDir)
  if (!catalogue.agencies.has(incident.agency))
    return refuse(`There is no agency "${incident.agency}"; there are ${[...catalogue.agencies.keys()].join(', ')}.`)
  return besideTheProgram(config, async small => {
    const world = { ...small, catalogue }
    const people = await affectedBy(world, incident)
    console.log(`${incident.id} concerns ${people.length === 1 ? '1 person' : `${people.length} people`}.`)
    if (isCountOnly) return 0
    const done = await notifyIncident(world, incident, people)
    if (!done) return refuse(`Another incident is called "${incident.id}" already, with other words or looks: choose another id.`)
    console.log(`${counted(done.told, 'message')} delivered; ${done.before} had been told before.`)
    return 0
  })
}
