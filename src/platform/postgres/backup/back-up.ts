import pg from 'pg'
import { addressIn, homeIn } from '../start-postgres.ts'
import { type BaseMade, makeBase } from './make-base.ts'
import type { BackupKey } from './packing.ts'

/** Backs up the database that a running Portico keeps in its data folder, while it works. @throws BackupFault, StartFault */
export async function backUp(dataDir: string, { to, key }: { to: string; key: BackupKey }): Promise<BaseMade> {
  const { cluster } = await homeIn(dataDir)
  const client = new pg.Client({ connectionString: await addressIn(dataDir, 'administrator'), connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    return await makeBase(client, { cluster, to, key })
  } finally {
    await client.end()
  }
}
