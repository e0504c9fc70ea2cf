import { join } from 'node:path'
import { addressIn } from '#platform/postgres'
import type { LogDefaults } from './commands/log-command.ts'
import type { Config } from './config.ts'

/** Where the log of this configuration is, and the file of its witness. */
export async function logDefaults({ databaseUrl, dataDir, witness }: Config): Promise<LogDefaults> {
  return { database: databaseUrl ?? (await addressIn(dataDir)), witness: join(witness.folder, 'heads.jsonl') }
}
