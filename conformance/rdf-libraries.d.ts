// What we use of RDF libraries that come without types; the shapes are RDF/JS's.
declare module 'n3' {
  export interface Term {
    readonly termType: string
    readonly value: string
    readonly language?: string
    readonly datatype?: Term
  }
  export interface Quad {
    readonly subject: Term
    readonly predicate: Term
    readonly object: Term
    readonly graph: Term
  }
  export class Parser {
    constructor(options?: { format?: string })
    parse(text: string): Quad[]
  }
  export class Store implements Iterable<Quad> {
    constructor(quads?: Iterable<Quad>)
    readonly size: number
    getQuads(subject: Term | string | null, predicate: Term | string | null, object: Term | string | null, graph: null): Quad[]
    [Symbol.iterator](): Iterator<Quad>
  }
  export const DataFactory: object
}

declare module 'jsonld' {
  const jsonld: { toRDF(document: object, options: { format: 'application/n-quads'; safe?: boolean }): Promise<string> }
  // biome-ignore lint/style/noDefaultExport: the library’s own
  export default jsonld
}

declare module 'shacl-engine' {
  import type { Store, Term } from 'n3'
  export class Validator {
    constructor(shapes: Store, options: { factory: object })
    validate(data: { dataset: Store }): Promise<{
      conforms: boolean
      results: { focusNode: { term: Term }; path: { predicates: Term[] }[] | null }[]
    }>
  }
}

declare module 'rdf-validate-shacl' {
  import type { Store, Term } from 'n3'
  // biome-ignore lint/style/noDefaultExport: the library’s own
  export default class SHACLValidator {
    constructor(shapes: Store)
    validate(data: Store): Promise<{ conforms: boolean; results: { focusNode: Term; path: Term | null }[] }>
  }
}
