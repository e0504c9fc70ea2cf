import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  type Catalogue,
  CatalogueFaults,
  describeFault,
  type Imported,
  ImportFault,
  importDmn,
  importXgov,
  isOnlyContradictory,
  loadCatalogue,
} from '#catalogue'
import { counted } from './counted.ts'
import { readArguments } from './read-arguments.ts'

const USAGE = `portico import xgov FILE.json [--to DIR] [--owner AGENCY] [--id SERVICE]   turn a published form into a service file
portico import dmn FILE.dmn [--to DIR] [--owner AGENCY] [--id SERVICE]     turn a published decision model into one
  --to DIR        the government's folder, which holds agencies.yaml; the current one when it is left out
  --owner AGENCY  who answers for the service; the first agency of the folder when it is left out
  --id SERVICE    the service's id; made from the file's name when it is left out`

/** Who reads which kind of file. */
const importers: Readonly<Record<string, (importing: Parameters<typeof importXgov>[0]) => Brought>> = {
  xgov: importXgov,
  dmn: importDmn,
}

type Brought = Omit<Imported, 'trail'>

/** `import xgov` and `import dmn`: writes a service file that was checked, and prints what could not be said. @returns the exit code */
export async function importCommand(rest: string[]): Promise<number> {
  const read = readArguments(rest, { to: 'text', owner: 'text', id: 'text' })
  const [kind, file, ...more] = typeof read === 'string' ? [] : read.named
  const importer = kind && importers[kind]
  if (typeof read === 'string' || !importer || !file || more.length > 0) {
    console.error(typeof read === 'string' ? `${read}\n\n${USAGE}` : USAGE)
    return 2
  }
  try {
    await bring({ importer, file, dir: read.text.to ?? '.', owner: read.text.owner, id: read.text.id })
    return 0
  } catch (error) {
    if (!(error instanceof ImportFault) && !(error instanceof CatalogueFaults)) throw error
    console.error(error.message)
    return 1
  }
}

interface Bringing {
  readonly importer: (typeof importers)[string]
  readonly file: string
  readonly dir: string
  readonly owner: string | undefined
  readonly id: string | undefined
}

async function bring({ importer, file, dir, owner, id }: Bringing): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new ImportFault(`The file cannot be read: ${error.message}.`)
  })
  const before = await loadCatalogue(dir)
  const imported = importer({ text, file: basename(file), owner: ownerIn(before, owner), ...(id ? { id } : {}) })
  const written = join(dir, 'services', `${imported.id}.yaml`)
  await writeNew(written, imported.yaml, imported)
  const catalogue = await loadCatalogue(dir).catch(error => takeBack(error, { imported, written, before }))
  console.log(sayBrought(imported, { written, catalogue }))
}

function ownerIn({ agencies }: Catalogue, owner: string | undefined): string {
  const known = [...agencies.keys()]
  const agency = owner ?? known[0]
  if (agency && agencies.has(agency)) return agency
  throw new ImportFault(`There is no agency “${agency ?? ''}”. Choose one with --owner: ${known.join(', ')}.`)
}

async function writeNew(written: string, text: string, { id }: Brought): Promise<void> {
  const isThere = await access(written).then(
    () => true,
    () => false,
  )
  if (isThere)
    throw new ImportFault(`${written} is there already. Take it away, or give the service another id with --id ${id}-2.`)
  await mkdir(join(written, '..'), { recursive: true })
  await writeFile(written, text, { flag: 'wx' })
}

interface TakenBack {
  readonly imported: Brought
  readonly written: string
  readonly before: Catalogue
}

/** A file with faults would keep the whole folder from being served, so it does not stay; one that can be mended lies beside. */
async function takeBack(error: unknown, { imported, written, before }: TakenBack): Promise<never> {
  await rm(written)
  if (!(error instanceof CatalogueFaults)) throw error
  const faults = error.faults.map(describeFault)
  if (!isOnlyContradictory(before, { file: `services/${basename(written)}`, text: imported.yaml }))
    throw new ImportFault(`The service file has faults and was not kept; this is a mistake of the import.\n${faults.join('\n')}`)
  const draft = `${written}.draft`
  await writeNew(
    draft,
    `${imported.yaml}\n# To mend before it can be used:\n${faults.map(each => `# - ${each}\n`).join('')}`,
    imported,
  )
  throw new ImportFault(
    [
      `What was brought says what cannot all hold: ${counted(faults.length, 'fault')} of its own, not of the import.`,
      ...faults,
      `It is kept in ${draft}, where nothing serves it. Mend it there, then name it ${basename(written)}.`,
      ...sayListed(imported),
    ].join('\n'),
  )
}

const LANGUAGES = { en: 'English', cy: 'Welsh' }

function sayBrought(imported: Brought, { written, catalogue }: { written: string; catalogue: Catalogue }): string {
  const { id, language } = imported
  const { pages, owner } = catalogue.services.get(id)!
  const questions = new Set(pages.flatMap(page => page.facts.map(fact => fact.name))).size
  return [
    `${written}: ${counted(pages.length, 'page')}, ${counted(questions, 'question')}, in ${LANGUAGES[language]}, answered for by ${owner}.`,
    ...sayListed(imported),
  ].join('\n')
}

function sayListed({ listed }: Brought): string[] {
  const lost = listed.filter(({ loses }) => loses === 'question').length
  return [
    listed.length === 0 ? 'Everything in it is said.' : `Not said, or said otherwise (${listed.length}):`,
    ...listed.map(({ where, what, why }) => `  ${where}: ${what} (${why})`),
    ...(lost > 0
      ? [`${lost} required ${lost === 1 ? 'question is' : 'questions are'} not asked. Read them before this goes live.`]
      : []),
  ]
}
