import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Imported, ImportFault, importXgov, type Unsaid } from '../src/catalogue/index.ts'
import { type CatalogueFiles, checkCatalogue } from '../src/catalogue/load/check-catalogue.ts'
import { readSource } from '../src/catalogue/load/source-file.ts'
import type { Definition } from './xgov-runner.ts'
import { walkEverywhere } from './xgov-walk.ts'

interface Failure {
  readonly form: string
  readonly reasons: readonly string[]
}

interface Result {
  readonly suite: 'xgov-forms'
  readonly passed: number
  readonly total: number
  readonly failures: readonly Failure[]
  /** The most frequent reasons first, each with how many forms it keeps back. */
  readonly reasons: readonly { readonly reason: string; readonly times: number }[]
  /** What our language cannot say of each form, or says otherwise, with its reason. */
  readonly unsaid: readonly (Unsaid & { readonly form: string })[]
}

interface Definitions {
  readonly text: string
  readonly file: string
  /** Told what the import could not say. */
  readonly hear?: (listed: readonly Unsaid[]) => void
}

const FOLDER = join(import.meta.dirname, '..')

/**
 * Brings the published form definitions under `forms-uk-grants` in `dataDir` (communitiesuk, MIT). One passes when its service file
 * has no fault, generated answers take every page, every branch both ways and every link as the form runner does, every walk can be sent and ends with an officer or with the
 * form's own turning away, and no required question was lost.
 */
export async function run(dataDir: string): Promise<Result> {
  const folder = formsIn(dataDir)
  const files = globSync('**/*.json', { cwd: folder }).sort()
  const unsaid: (Unsaid & { form: string })[] = []
  const failures = files
    .map(form => ({
      form,
      reasons: reasonsAgainst({
        ...read(join(folder, form)),
        hear: listed => unsaid.push(...listed.map(one => ({ form, ...one }))),
      }),
    }))
    .filter(({ reasons }) => reasons.length > 0)
  const passed = files.length - failures.length
  return { suite: 'xgov-forms', passed, total: files.length, failures, reasons: ranked(failures), unsaid }
}

/** Whether the outside data is there. */
export function isPresent(dataDir: string): boolean {
  return existsSync(formsIn(dataDir))
}

function formsIn(dataDir: string): string {
  return join(dataDir, 'forms-uk-grants')
}

function read(path: string): Definitions {
  return { text: readFileSync(path, 'utf8'), file: basename(path) }
}

/** Why a form does not pass, as sentences; none when it does. `change` may spoil its service file, to see that this is noticed. */
export function reasonsAgainst({ text, file, hear }: Definitions, change = (yaml: string) => yaml): string[] {
  try {
    const imported = importXgov({ text, file, owner: 'municipality' })
    hear?.(imported.listed)
    const lost = imported.listed
      .filter(({ loses }) => loses === 'question')
      .map(({ what, why }) => `question lost: ${what} (${why})`)
    return [...lost, ...faultsOrWalks({ ...imported, yaml: change(imported.yaml) }, JSON.parse(text))]
  } catch (error) {
    if (error instanceof ImportFault) return [`refused: ${error.message}`]
    throw error
  }
}

function faultsOrWalks({ yaml, id, trail }: Imported, form: Definition): string[] {
  const { catalogue, faults } = checkCatalogue({
    ...government(),
    services: [readSource(`services/${id}.yaml`, yaml)],
    lifeEvents: [],
  })
  const service = catalogue?.services.get(id)
  if (faults.length > 0 || !service) return faults.map(({ line, column, message }) => `fault ${line}:${column}: ${message}`)
  return walkEverywhere({ form, service, trail })
}

let files: Pick<CatalogueFiles, 'agencies' | 'facts' | 'registers'> | undefined

/** The demonstration government's own files, read once. */
function government() {
  files ??= readGovernment()
  return files
}

function readGovernment() {
  const [agencies, facts, registers] = ['agencies.yaml', 'facts.yaml', 'registers.yaml'].map(name =>
    readSource(name, readFileSync(join(FOLDER, name), 'utf8')),
  )
  return { agencies: agencies!, facts: facts!, registers: registers! }
}

function ranked(failures: readonly Failure[]) {
  const counts = new Map<string, number>()
  for (const { reasons } of failures)
    for (const reason of new Set(reasons.map(general))) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, times]) => ({ reason, times })).sort((a, b) => b.times - a.times)
}

/** A reason without the names that make it one form's own. */
function general(reason: string): string {
  return reason.replaceAll(/“[^”]*”|\/[\w/-]+( \d+)?|\d+:\d+/g, '…')
}
