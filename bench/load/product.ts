import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '#platform/postgres'
import { freePort, type Program, runProgram, untilSaid } from '../../dev/visitor/program.ts'
import type { Address } from './people.ts'

export interface Product extends Address {
  readonly databaseUrl: string
  /** CPU seconds so far of the product, of the identity provider, and of the database. */
  stop(): Promise<void>
}

/** Brings up the product as an operator would, over a PostgreSQL that forgets nothing, with the measuring government and no seed. */
export async function startProduct(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portico-bench-'))
  const postgres = await startPostgres({ dataDir, say: console.error })
  const site = `http://127.0.0.1:${await freePort()}`
  const provider = await startIdentityProvider(site)
  const product = await serve({ site, identityProvider: provider.address, databaseUrl: postgres.url, dataDir })
  return {
    site,
    identityProvider: provider.address,
    databaseUrl: postgres.url,
    async stop() {
      await product.kill('SIGTERM')
      await provider.program.kill('SIGTERM')
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function startIdentityProvider(site: string): Promise<{ program: Program; address: string }> {
  const port = String(await freePort())
  const args = ['--port', port, '--redirect-uri', `${site}/sign-in/callback`]
  const program = runProgram({ file: 'dev/identity-provider/main.ts', args })
  await untilSaid(program, 'is ready at')
  return { program, address: `http://127.0.0.1:${port}` }
}

async function serve({
  site,
  identityProvider,
  databaseUrl,
  dataDir,
}: Address & { databaseUrl: string; dataDir: string }): Promise<Program> {
  const env = {
    PORT: new URL(site).port,
    PUBLIC_URL: site,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SERVICES_DIR: join(import.meta.dirname, '../government'),
    OIDC_ISSUER: identityProvider,
    OIDC_CLIENT_ID: 'portico',
    // No register is asked by the measuring government.
    XROAD_SECURITY_SERVER: 'http://127.0.0.1:9',
    XROAD_CLIENT: 'FH/GOV/portico/portico',
  }
  const program = runProgram({ file: 'bin/portico.mjs', args: ['start'], env })
  await untilSaid(program, 'is ready at')
  return program
}
