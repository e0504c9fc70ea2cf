import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from './ids.ts'

/**
 * Puts a file into an outbox folder, once: what is there already stays. Written aside and renamed, so that whoever empties the folder never
 * takes half of one; only the program itself may read it.
 */
export async function putFileOnce(file: string, text: string): Promise<void> {
  if (await isThere(file)) return
  const aside = `${file}.${newId()}.part`
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  await writeFile(aside, text, { mode: 0o600 })
  await rename(aside, file)
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
