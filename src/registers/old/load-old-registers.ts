import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CatalogueFaults, type FileFault, type RegisterQuery, readSource, shapeChecker } from '#catalogue'
import { AccessFile, type DropScript, OldRegisterFile, type ScreenScript } from './schema.ts'

/** A register that cannot speak to the exchange, and how it is asked until it can. */
export interface OldRegister {
  /** Its file's name, by which the operator says where it is. */
  readonly name: string
  /** The X-Road service it stands for. */
  readonly service: string
  /** `instead` answers; `beside` is only compared with what X-Road answers. */
  readonly asked: 'instead' | 'beside'
  readonly by: { readonly kind: 'file'; readonly script: DropScript } | { readonly kind: 'screen'; readonly script: ScreenScript }
}

const FOLDER = 'old-registers'
const shapeOf = shapeChecker(OldRegisterFile)

/**
 * Reads and checks `old-registers/*.yaml` of a government's folder; none when there is no such folder.
 * @throws {CatalogueFaults} with everything that is wrong, all at once
 */
export async function loadOldRegisters(dir: string, registers: ReadonlyMap<string, RegisterQuery>): Promise<OldRegister[]> {
  const names = await readdir(join(dir, FOLDER)).catch(() => [])
  const faults: FileFault[] = []
  const found: OldRegister[] = []
  for (const file of names.filter(name => name.endsWith('.yaml')).sort()) {
    const source = readSource(`${FOLDER}/${file}`, await readFile(join(dir, FOLDER, file), 'utf8'))
    const read = shapeOf(source, faults)
    if (!read) continue
    const note = (path: string, message: string, hint: string) =>
      faults.push({ severity: 'fault', file: source.name, ...source.place([path]), message, hint })
    const one = checked(read, { name: file.replace(/\.yaml$/, ''), registers, note })
    if (one && found.some(({ service }) => service === one.service))
      note('service', `“${one.service}” is asked by two files.`, 'Take one of them out.')
    if (one) found.push(one)
  }
  if (faults.length > 0) throw new CatalogueFaults(faults)
  return found
}

interface Around {
  readonly name: string
  readonly registers: ReadonlyMap<string, RegisterQuery>
  note(path: string, message: string, hint: string): void
}

function checked({ service, asked, file, screen }: OldRegisterFile, { name, registers, note }: Around): OldRegister | undefined {
  const queries = [...registers.values()].filter(({ serviceId }) => serviceId === service)
  if (queries.length === 0)
    note('service', `No query of registers.yaml asks “${service}”.`, 'Compare it with the query’s “service”.')
  const answers = (file ?? screen)?.answers ?? []
  for (const { path } of queries)
    if (!answers.some(({ get }) => get === path.split('?')[0]))
      note(
        file ? 'file' : 'screen',
        `Nothing answers “${path.split('?')[0]}”, which registers.yaml asks.`,
        'Add it to “answers”.',
      )
  if (file && !screen) return { name, service, asked, by: { kind: 'file', script: file } }
  if (screen && !file) return { name, service, asked, by: { kind: 'screen', script: screen } }
  note('service', 'It is asked by a file or by a screen.', 'Write either “file” or “screen”.')
  return undefined
}

const accessShape = shapeChecker(AccessFile)

/** Reads what only the operator knows of old registers. @throws {CatalogueFaults} when it is not what it should be */
export async function loadAccess(file: string | undefined): Promise<AccessFile> {
  if (!file) return {}
  const faults: FileFault[] = []
  const text = await readFile(file, 'utf8').catch(() => {
    faults.push({
      severity: 'fault',
      file,
      line: 1,
      column: 1,
      message: 'The file cannot be read.',
      hint: 'OLD_REGISTERS names a YAML file that this program may read.',
    })
    return ''
  })
  const access = faults.length > 0 ? undefined : accessShape(readSource(file, text), faults)
  if (!access) throw new CatalogueFaults(faults)
  return access
}
