import type { Words } from '../words.ts'

/** A thing by its address. */
export interface Node {
  readonly iri: string
}

/** A text, in a language or of a datatype, never both. */
export interface Literal {
  readonly text: string
  readonly language?: string
  readonly datatype?: string
}

/** One RDF statement; there are no blank nodes, so equal statements have equal parts. */
export interface Triple {
  readonly subject: string
  readonly predicate: string
  readonly object: Node | Literal
}

/** The vocabularies we write in; both syntaxes shorten addresses by these. */
export const PREFIXES = {
  adms: 'http://www.w3.org/ns/adms#',
  cpsv: 'http://purl.org/vocab/cpsv#',
  cv: 'http://data.europa.eu/m8g/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  org: 'http://www.w3.org/ns/org#',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  time: 'http://www.w3.org/2006/time#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

export type Name = `${keyof typeof PREFIXES}:${string}`

export const TYPE = `${PREFIXES.rdf}type`

/** A shortened name in full: `dct:title`. */
export function full(name: Name): string {
  const at = name.indexOf(':')
  return PREFIXES[name.slice(0, at) as keyof typeof PREFIXES] + name.slice(at + 1)
}

/** An address as RDF takes it: what an IRI may not hold is percent-encoded. */
export function node(iri: string): Node {
  return { iri: iri.replaceAll(/[\s\p{Cc}<>"{}|^`\\]/gu, encodeURIComponent) }
}

/** The same words in each of their languages. */
export function texts(words: Words): Literal[] {
  return Object.entries(words).flatMap(([language, text]) => (text ? [{ text, language }] : []))
}

export function text(value: string, datatype?: Name): Literal {
  return datatype ? { text: value, datatype: full(datatype) } : { text: value }
}

/** What is said of one thing: its classes and its properties. */
export function about(
  { iri: subject }: Node,
  classes: readonly Name[],
  properties: Partial<Record<Name, readonly (Node | Literal)[]>> = {},
): Triple[] {
  return [
    ...classes.map(name => ({ subject, predicate: TYPE, object: { iri: full(name) } })),
    ...Object.entries(properties).flatMap(([name, objects = []]) =>
      objects.map(object => ({ subject, predicate: full(name as Name), object })),
    ),
  ]
}

/** Statements by what they are about, in the order in which it first appears, each once. */
export function bySubject(triples: readonly Triple[]): Map<string, Map<string, (Node | Literal)[]>> {
  const subjects = new Map<string, Map<string, (Node | Literal)[]>>()
  const seen = new Set<string>()
  for (const triple of triples) {
    const key = JSON.stringify([triple.subject, triple.predicate, triple.object])
    if (seen.has(key)) continue
    seen.add(key)
    const said = within(subjects, triple.subject, () => new Map<string, (Node | Literal)[]>())
    within(said, triple.predicate, () => [] as (Node | Literal)[]).push(triple.object)
  }
  return subjects
}

function within<Value>(map: Map<string, Value>, key: string, fresh: () => Value): Value {
  const value = map.get(key) ?? fresh()
  map.set(key, value)
  return value
}

/** `http://purl.org/dc/terms/title` as `dct:title`; nothing when no prefix fits or the rest could be misread. */
export function shortened(iri: string): string | undefined {
  const found = Object.entries(PREFIXES).find(([, start]) => iri.startsWith(start))
  const rest = found && iri.slice(found[1].length)
  return rest && /^[A-Za-z][A-Za-z0-9]*$/.test(rest) ? `${found[0]}:${rest}` : undefined
}
