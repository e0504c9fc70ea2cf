import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAnybodyKnown } from '#people'
import type { World } from '#platform'
import type { Config } from './config.ts'
import type { Outside } from './world.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Puts Fairhaven's people into an empty database, once, by a process of its own. */
export async function seedOnce(
  world: World,
  { config, outside, databaseUrl }: { config: Config; outside: Outside; databaseUrl: string },
): Promise<void> {
  const underWay = join(config.dataDir, 'seeding')
  if (existsSync(underWay)) throw cutShort(config.dataDir)
  if (await isAnybodyKnown(world)) return
  await writeFile(underWay, '')
  const child = spawn(process.execPath, ['--import', import.meta.resolve('#typescript'), join(ROOT, 'dev/seed/main.ts')], {
    stdio: 'inherit',
    cwd: ROOT,
    env: { ...environmentOf(config, outside), DATABASE_URL: databaseUrl, PATH: '' },
  })
  const code = await new Promise<number | null>(resolve => child.once('exit', resolve))
  if (code !== 0)
    throw startFault(`Fairhaven's people could not be put in; the reason stands above. Remove ${config.dataDir} and start again.`)
  await rm(underWay)
}

/** Half a town would look like a whole one. */
function cutShort(dataDir: string): Error {
  return startFault(
    `An earlier start ended while Fairhaven's people were being put in: remove ${dataDir} and start again, or set SEED=no to go on without them.`,
  )
}

function startFault(sentence: string): Error {
  return Object.assign(new Error(sentence), { name: 'StartFault' })
}

function environmentOf(config: Config, { openIds, xRoad }: Outside): Record<string, string> {
  return {
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: config.dataDir,
    SERVICES_DIR: config.servicesDir,
    ...(config.secret ? { PORTICO_SECRET: config.secret } : {}),
    ...(config.secretBefore ? { PORTICO_SECRET_BEFORE: config.secretBefore } : {}),
    OIDC_ISSUER: openIds[0]!.issuer.href,
    OIDC_CLIENT_ID: openIds[0]!.clientId,
    XROAD_SECURITY_SERVER: xRoad.securityServer.href,
    XROAD_CLIENT: xRoad.client,
    LOG_LEVEL: config.logLevel,
  }
}
