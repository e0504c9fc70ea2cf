import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newSecret } from '#platform'

/** The root secret kept in the data folder, made at the first start and readable by its owner alone. */
export async function secretIn(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret')
  await mkdir(dataDir, { recursive: true })
  try {
    const made = await open(file, 'wx', 0o600)
    await made.writeFile(newSecret())
    await made.close()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return (await readFile(file, 'utf8')).trim()
}

/** The one kept there until now, in `secret-before`, while it is being changed. */
export async function secretBeforeIn(dataDir: string): Promise<string | undefined> {
  return (await readFile(join(dataDir, 'secret-before'), 'utf8').catch(ifNotThere))?.trim()
}

function ifNotThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
