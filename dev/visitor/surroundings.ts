import { rm } from 'node:fs/promises'
import { startPostgres } from '#platform/postgres'
import { townToday } from '../town/days.ts'
import { newFolder } from './new-folder.ts'
import { freePort, type Program, runProgram, untilSaid } from './program.ts'

/** All that the product leans on, each a program of its own, so that the product alone can be measured or killed. */
export interface Surroundings {
  /** Where the product is to be: its public address. */
  readonly site: string
  readonly identityProvider: string
  /** As the owner, who sees everything when they say that they do upkeep. */
  readonly databaseOwnerUrl: string
  /** What the product must find in its environment. */
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

interface Wanted {
  /** False where none is asked. */
  readonly registers: boolean
  /** How many live in the town, where more sign in than its adults. */
  readonly people?: number
  /** A database that is there already; else a PostgreSQL is brought up that forgets nothing. */
  readonly database?: { readonly url: string; readonly ownerUrl: string }
}

/** Brings up a database and the stand-ins for the outside. */
export async function openSurroundings({ registers, people = 10_000, database }: Wanted): Promise<Surroundings> {
  const dataDir = await newFolder('portico-surroundings-')
  const site = `http://127.0.0.1:${await freePort()}`
  const own = database ? undefined : await startPostgres({ dataDir, say: () => {} })
  const postgres = database ?? own!
  const provider = await standIn('identity-provider', ['--redirect-uri', `${site}/sign-in/callback`, '--people', String(people)])
  const xRoad = registers ? await standIn('registers', ['--today', townToday()]) : undefined
  const env = {
    PORT: new URL(site).port,
    PUBLIC_URL: site,
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.url,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    OIDC_ISSUER: provider.address,
    OIDC_CLIENT_ID: 'portico',
    XROAD_SECURITY_SERVER: xRoad?.address ?? 'http://127.0.0.1:9',
    XROAD_CLIENT: 'FH/GOV/portico/portico',
  }
  return {
    ...{ site, env, identityProvider: provider.address, databaseOwnerUrl: postgres.ownerUrl },
    async stop() {
      await Promise.all([provider, xRoad].map(one => one?.program.kill('SIGTERM')))
      await own?.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Starts one of the stand-ins for the outside on a port of its own. */
export async function standIn(name: string, args: readonly string[]): Promise<{ program: Program; address: string }> {
  const port = String(await freePort())
  const program = runProgram({ file: `dev/${name}/main.ts`, args: ['--port', port, ...args] })
  await untilSaid(program, /https?:\/\//)
  return { program, address: `http://127.0.0.1:${port}` }
}

/** Starts the product in its surroundings, as its operator would. */
export async function serve({ env }: Pick<Surroundings, 'env'>, more: Readonly<Record<string, string>> = {}): Promise<Program> {
  const program = runProgram({ file: 'bin/portico.mjs', args: ['start'], env: { ...env, ...more } })
  await untilSaid(program, 'is ready at')
  return program
}
