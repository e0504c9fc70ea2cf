import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

const FAIRHAVEN = join(import.meta.dirname, '../../..')
const PARTS = ['agencies.yaml', 'facts.yaml', 'registers.yaml', 'services', 'life-events']

/** Fairhaven's files in a folder of their own, to be changed while a test runs. */
export function ownFolder() {
  const dir = mkdtempSync(join(tmpdir(), 'portico-folder-'))
  for (const part of PARTS) cpSync(join(FAIRHAVEN, part), join(dir, part), { recursive: true })
  after(() => rmSync(dir, { recursive: true, force: true }))
  const read = (name: string) => readFileSync(join(dir, name), 'utf8')
  return {
    dir,
    read,
    /** Changes a file. The change must be one. */
    change(name: string, from: string, to: string): void {
      const before = read(name)
      if (!before.includes(from)) throw new Error(`${name} has no “${from}”`)
      writeFileSync(join(dir, name), before.replace(from, to))
    },
  }
}
