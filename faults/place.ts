import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addressIn } from '#platform/postgres'
import { newFolder } from '../dev/visitor/new-folder.ts'
import { freePort, type Program } from '../dev/visitor/program.ts'
import { serve, standIn } from '../dev/visitor/surroundings.ts'
import { undoing } from './machine.ts'

/** The program as its operator runs it, and an identity provider; what is broken is the program or its database, never this. */
export interface Place {
  readonly site: string
  readonly identityProvider: string
  readonly dataDir: string
  /** What the program finds in its environment. */
  readonly env: Readonly<Record<string, string>>
  /** Where its witness keeps the heads of the log. */
  readonly witness: string
  /** Its database, as the owner. */
  ownerUrl(): Promise<string>
  program(): Program
  /** Starts it once more, after it was ended. @param more  settings for this time */
  start(more?: Readonly<Record<string, string>>): Promise<void>
  /** Takes everything down and removes the folder. */
  close(): Promise<void>
}

const GOVERNMENT = join(import.meta.dirname, '../bench/government')

/** @param env more settings, such as a database of one's own; without one the program brings its own up */
export async function openPlace(env: Readonly<Record<string, string>> = {}): Promise<Place> {
  const dataDir = await newFolder('portico-fault-')
  const site = `http://127.0.0.1:${await freePort()}`
  const provider = await standIn('identity-provider', ['--redirect-uri', `${site}/sign-in/callback`])
  const settings = {
    ...{
      PORT: new URL(site).port,
      PUBLIC_URL: site,
      DATA_DIR: dataDir,
      SERVICES_DIR: GOVERNMENT,
      SEED: 'no',
      LOG_LEVEL: 'silent',
    },
    ...{ OIDC_ISSUER: provider.address, OIDC_CLIENT_ID: 'portico' },
    ...{ XROAD_SECURITY_SERVER: 'http://127.0.0.1:9', XROAD_CLIENT: 'FH/GOV/portico/portico' },
    ...env,
  }
  let program: Program | undefined
  const { later, undo: close } = undoing()
  later(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  later(() => provider.program.kill('SIGTERM'))
  later(() => program?.kill('SIGTERM'))
  const start = async (more: Readonly<Record<string, string>> = {}) => {
    program = await serve({ env: settings }, more)
  }
  await start().catch(async error => {
    await close()
    throw error
  })
  return {
    ...{ site, identityProvider: provider.address, dataDir, witness: join(dataDir, 'witness/heads.jsonl') },
    ownerUrl: async () => env.DATABASE_OWNER_URL ?? addressIn(dataDir, 'owner'),
    program: () => program!,
    ...{ start, close, env: settings },
  }
}
