import { bySubject, type Literal, type Node, PREFIXES, shortened, type Triple, TYPE } from './triple.ts'

/** Statements as a JSON-LD 1.1 document that brings its own context: nothing is fetched to read it. */
export function writeJsonLd(triples: readonly Triple[]): object {
  const graph = [...bySubject(triples)].map(([subject, said]) => ({
    '@id': subject,
    ...Object.fromEntries([...said].map(([predicate, objects]) => property(predicate, objects))),
  }))
  return { '@context': PREFIXES, '@graph': graph }
}

function property(predicate: string, objects: readonly (Node | Literal)[]): [string, unknown] {
  if (predicate === TYPE) return ['@type', objects.map(object => ('iri' in object ? name(object.iri) : object.text))]
  return [name(predicate), objects.map(value)]
}

function value(object: Node | Literal): object {
  if ('iri' in object) return { '@id': object.iri }
  return {
    '@value': object.text,
    ...(object.language && { '@language': object.language }),
    ...(object.datatype && { '@type': name(object.datatype) }),
  }
}

function name(iri: string): string {
  return shortened(iri) ?? iri
}
