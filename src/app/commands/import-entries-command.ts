import { readFile } from 'node:fs/promises'
import { loadCatalogue } from '#catalogue'
import { as } from '#platform'
import { type Imported, importEntries, loadOwnRegisters, sayCsvFault } from '#registers'
import type { Config } from '../config.ts'
import { besideTheProgram } from './beside-the-program.ts'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'
import { refuse } from './refuse.ts'

export const IMPORT_USAGE = `portico registers import REGISTER FILE [--check]   take a file of entries into a register kept here, all of it or nothing
REGISTER is the name of a file in own-registers/; FILE is comma-separated, its first line the names of facts and "from".
With --check only what is wrong, or would come of it, is said. Portico must be running, or DATABASE_URL be set.`

/** `registers import`: says everything wrong at once, by line and column, or enters all. @returns the exit code */
export async function importEntriesCommand(config: Config, rest: string[]): Promise<number> {
  const read = readArguments(rest, { check: 'switch' })
  if (typeof read === 'string') return refuse(`${read}\n\n${IMPORT_USAGE}`)
  const [name, file, ...more] = read.named
  if (!name || !file || more.length > 0) return refuse(IMPORT_USAGE)
  const registers = await loadOwnRegisters(config.servicesDir, await loadCatalogue(config.servicesDir))
  const register = registers.get(name)
  if (!register)
    return refuse(`There is no register "${name}" kept here; there are ${[...registers.keys()].join(', ') || 'none'}.`)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return refuse(`The file ${file} cannot be read.`)
  return besideTheProgram(config, async small => {
    // In the name of the agency that keeps the register, as the database has it.
    const world = as(small, `agency ${register.agency}`)
    const tell = (done: number, of: number) => console.log(`${done} of ${of} entered`)
    return report(await importEntries(world, register, { text, by: 'operator', isDryRun: read.on.has('check'), tell }), file)
  })
}

function report(came: Imported, file: string): number {
  if (came.kind === 'faulty') {
    for (const fault of came.faults) {
      const place = [file, fault.line, ...(fault.column ? [fault.column] : [])].join(':')
      console.error(`${place} ${sayCsvFault(fault, 'en')}`)
    }
    console.error(`${counted(came.faults.length, 'fault')}; nothing was changed.`)
    return 1
  }
  if (came.kind === 'before') console.log('This very file was taken in before; nothing was changed.')
  else {
    const there = `there already: ${came.known}.`
    console.log(`${came.kind === 'checked' ? 'Would be entered' : 'Entered'}: ${came.fresh}; ${there}`)
  }
  return 0
}
