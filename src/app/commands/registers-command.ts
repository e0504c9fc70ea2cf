import { loadCatalogue } from '#catalogue'
import { openLog } from '#platform'
import { checkRights, type Right } from '#registers'
import type { Config } from '../config.ts'
import { exchangeFor } from '../world.ts'
import { counted } from './counted.ts'
import { IMPORT_USAGE, importEntriesCommand } from './import-entries-command.ts'
import { refuse } from './refuse.ts'

const USAGE = `portico registers check   ask every register's security server whether our queries may be asked; about nobody
XROAD_SECURITY_SERVER and XROAD_CLIENT say where and as whom.

${IMPORT_USAGE}`

/** `registers check`: one line for each query; `registers import`: a file of entries. @returns the exit code, 1 when one may not be asked or nobody said */
export async function registersCommand({ xRoad, servicesDir, ...others }: Config, rest: string[]): Promise<number> {
  const config = { xRoad, servicesDir, ...others }
  if (rest[0] === 'import') return importEntriesCommand(config, rest.slice(1))
  if (rest.join(' ') !== 'check') return refuse(USAGE)
  if (!xRoad) return refuse(`There is no security server to ask.\n\n${USAGE}`)
  const { registers } = await loadCatalogue(servicesDir)
  // What is kept here is asked of our own tables, and of no security server.
  const asked = [...registers.values()].filter(({ serviceId }) => !serviceId.startsWith(`${xRoad.client}/`))
  const rights = await checkRights(exchangeFor(xRoad, openLog('warn')), asked)
  for (const right of rights) console.log(sentenceOf(right))
  const wrong = rights.filter(({ state }) => state === 'not-allowed' || state === 'not-told').length
  console.log(
    wrong === 0
      ? `${counted(rights.length, 'question')} may be asked.`
      : `${wrong} of ${rights.length} may not be asked, or nobody said.`,
  )
  return wrong === 0 ? 0 : 1
}

function sentenceOf({ query, service, state }: Right): string {
  const said = {
    described: 'may be asked.',
    undescribed: 'may be asked; its register does not describe it (getOpenAPI).',
    'not-allowed': `may not be asked: its owner must give us the right to ${service}.`,
    'not-told': `nobody said whether it may be asked: the security server did not answer for ${service}.`,
  }
  return `${query}: ${said[state]}`
}
