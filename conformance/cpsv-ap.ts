import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import jsonld from 'jsonld'
import { Parser, Store } from 'n3'
import { exportFormats, loadCatalogue, type Publication } from '../src/catalogue/index.ts'
import { type Engine, enginesFor } from './shacl-engines.ts'

interface Failure {
  readonly check: string
  readonly reasons: readonly string[]
}

interface Result {
  readonly suite: 'cpsv-ap'
  readonly passed: number
  readonly total: number
  readonly failures: readonly Failure[]
}

const ROOT = join(import.meta.dirname, '..')
const SH = 'http://www.w3.org/ns/shacl#'
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const SERVICE = 'http://purl.org/vocab/cpsv#PublicService'

/**
 * Holds every published service, and the catalogue as a whole, to the official shapes of CPSV-AP 3.2 under `cpsv-ap` in `dataDir`
 * (European Commission, CC BY 4.0). Counted: each document in both syntaxes under both engines; and for each property the shapes make
 * mandatory, of each class the catalogue holds, that both engines refuse the catalogue without it.
 */
export async function run(dataDir: string): Promise<Result> {
  const shapes = shapesIn(dataDir)
  const engines = enginesFor(shapes)
  const publication = { catalogue: await loadCatalogue(ROOT), base: 'https://fairhaven.example', topics: {} }
  const documents = documentsOf(publication)
  const checks = [...(await checkDocuments(documents, engines)), ...(await checkRefusals(documents[0]!, shapes, engines))]
  const failures = checks.filter(({ reasons }) => reasons.length > 0)
  return { suite: 'cpsv-ap', passed: checks.length - failures.length, total: checks.length, failures }
}

/** Whether the outside data is there. */
export function isPresent(dataDir: string): boolean {
  return existsSync(join(dataDir, 'cpsv-ap/shacl/cpsv-ap-SHACL.ttl'))
}

/** The official shapes. */
export function shapesIn(dataDir: string): Store {
  return new Store(new Parser().parse(readFileSync(join(dataDir, 'cpsv-ap/shacl/cpsv-ap-SHACL.ttl'), 'utf8')))
}

interface Written {
  readonly name: string
  readonly turtle: string
  readonly jsonLd: string
}

/** The catalogue and each of its services, as they are published. */
export function documentsOf(publication: Publication): Written[] {
  const { 'cpsv-ap.ttl': turtle, 'cpsv-ap.jsonld': jsonLd } = exportFormats
  const services = [...publication.catalogue.services.values()]
  return [
    { name: 'catalogue', turtle: turtle.catalogue!(publication), jsonLd: jsonLd.catalogue!(publication) },
    ...services.map(service => ({
      name: service.id,
      turtle: turtle.service(publication, service),
      jsonLd: jsonLd.service(publication, service),
    })),
  ]
}

/** Reads a document back in each syntax, as a stranger's program would. */
export async function readBack({ turtle, jsonLd }: Written): Promise<Readonly<Record<'turtle' | 'json-ld', Store>>> {
  const quads = await jsonld.toRDF(JSON.parse(jsonLd) as object, { format: 'application/n-quads', safe: true })
  return {
    turtle: new Store(new Parser().parse(turtle)),
    'json-ld': new Store(new Parser({ format: 'N-Quads' }).parse(quads)),
  }
}

async function checkDocuments(documents: readonly Written[], engines: readonly Engine[]): Promise<Failure[]> {
  const checks: Failure[] = []
  for (const document of documents) {
    for (const [syntax, data] of Object.entries(await readBack(document))) {
      for (const engine of engines)
        checks.push({ check: `${document.name} as ${syntax} by ${engine.name}`, reasons: await reasonsAgainst(data, engine) })
    }
  }
  return checks
}

async function reasonsAgainst(data: Store, engine: Engine): Promise<string[]> {
  const services = data.getQuads(null, TYPE, SERVICE, null)
  if (services.length === 0) return ['it holds no public service']
  return (await engine.violations(data)).map(({ focus, path }) => `${focus} ${path}`)
}

async function checkRefusals(catalogue: Written, shapes: Store, engines: readonly Engine[]): Promise<Failure[]> {
  const { turtle: whole } = await readBack(catalogue)
  const checks: Failure[] = []
  for (const mandatory of mandatoryIn(shapes)) {
    const [holder] = whole.getQuads(null, TYPE, mandatory.class, null)
    if (!holder) continue
    const focus = holder.subject.value
    const without = new Store([...whole].filter(quad => quad.subject.value !== focus || quad.predicate.value !== mandatory.path))
    for (const engine of engines) {
      const isSeen = (await engine.violations(without)).some(one => one.focus === focus && one.path === mandatory.path)
      const check = `${mandatory.class} without ${mandatory.path} by ${engine.name}`
      checks.push({ check, reasons: isSeen ? [] : ['it was not refused'] })
    }
  }
  return checks
}

/** Each class with each property that its shape asks for at least once. */
export function mandatoryIn(shapes: Store): { class: string; path: string }[] {
  return shapes.getQuads(null, `${SH}targetClass`, null, null).flatMap(({ subject: shape, object: target }) =>
    shapes.getQuads(shape, `${SH}property`, null, null).flatMap(({ object: property }) => {
      const [least] = shapes.getQuads(property, `${SH}minCount`, null, null)
      const [path] = shapes.getQuads(property, `${SH}path`, null, null)
      return path && Number(least?.object.value ?? 0) > 0 ? [{ class: target.value, path: path.object.value }] : []
    }),
  )
}
