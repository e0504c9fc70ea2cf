import { spawn } from 'node:child_process'
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
  if (await isAnybodyKnown(world)) return
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), join(ROOT, 'dev/seed/main.ts')], {
    stdio: 'inherit',
    cwd: ROOT,
    env: { ...environmentOf(config, outside), DATABASE_URL: databaseUrl, PATH: '' },
  })
  const code = await new Promise<number | null>(resolve => child.once('exit', resolve))
  if (code !== 0) throw new Error('Fairhaven could not be seeded')
}

function environmentOf(config: Config, { openId, xRoad }: Outside): Record<string, string> {
  return {
    HOST: config.host,
    PORT: String(config.port),
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: config.dataDir,
    SERVICES_DIR: config.servicesDir,
    ...(config.secret ? { PORTICO_SECRET: config.secret } : {}),
    OIDC_ISSUER: openId.issuer.href,
    OIDC_CLIENT_ID: openId.clientId,
    XROAD_SECURITY_SERVER: xRoad.securityServer.href,
    XROAD_CLIENT: xRoad.client,
    LOG_LEVEL: config.logLevel,
  }
}
