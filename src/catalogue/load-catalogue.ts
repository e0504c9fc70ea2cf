import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue } from './catalogue.ts'
import { CatalogueFaults } from './faults.ts'
import { type CatalogueFiles, type Checked, checkCatalogue, checkService, readPublished } from './load/check-catalogue.ts'
import { readSource, type SourceFile } from './load/source-file.ts'

/** Reads, checks and compiles a government's folder. @throws {CatalogueFaults} with everything that is wrong, all at once */
export async function loadCatalogue(dir: string): Promise<Catalogue> {
  const { catalogue, faults } = await checkFolder(dir)
  if (!catalogue || faults.length > 0) throw new CatalogueFaults(faults)
  return catalogue
}

/** Everything there is to say of a government's folder: its faults, and what does not keep it from being used. */
export async function checkFolder(dir: string): Promise<Checked> {
  return checkCatalogue(await readFolder(dir))
}

/** Checks the text of one service file against a loaded catalogue. @param file its name, for the faults */
export function checkServiceText(catalogue: Catalogue, { file, text }: { file: string; text: string }) {
  return checkService(catalogue, readSource(file, text))
}

/**
 * Whether a service file's only faults are in what it says: a rule that never applies, rules that overlap, a page nobody meets.
 * It can be read and run, and its author must mend it.
 */
export function isOnlyContradictory(catalogue: Catalogue, { file, text }: { file: string; text: string }): boolean {
  return readPublished(catalogue, readSource(file, text)).service !== undefined
}

/** Every file of a government's folder, as far as it could be read. */
export async function readFolder(dir: string): Promise<CatalogueFiles> {
  const [agencies, facts, registers] = await Promise.all(
    ['agencies.yaml', 'facts.yaml', 'registers.yaml'].map(name => readOne(dir, name)),
  )
  const provides = await readOptional(dir, 'provides.yaml')
  const [services, lifeEvents] = await Promise.all(['services', 'life-events'].map(name => readAll(dir, name)))
  return { agencies: agencies!, facts: facts!, registers: registers!, provides, services: services!, lifeEvents: lifeEvents! }
}

async function readAll(dir: string, folder: string): Promise<SourceFile[]> {
  const names = await readdir(join(dir, folder)).catch(() => [])
  return Promise.all(
    names
      .filter(name => name.endsWith('.yaml'))
      .sort()
      .map(name => readOne(dir, `${folder}/${name}`)),
  )
}

async function readOptional(dir: string, name: string): Promise<SourceFile | undefined> {
  const text = await readFile(join(dir, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : readSource(name, text)
}

async function readOne(dir: string, name: string): Promise<SourceFile> {
  try {
    return readSource(name, await readFile(join(dir, name), 'utf8'))
  } catch (error) {
    return { ...readSource(name, ''), faults: [absent(name, error)] }
  }
}

function absent(file: string, error: unknown) {
  const message = `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`
  return {
    severity: 'fault' as const,
    file,
    line: 1,
    column: 1,
    message,
    hint: 'A government’s folder holds agencies.yaml, facts.yaml, registers.yaml, services/ and life-events/.',
  }
}
