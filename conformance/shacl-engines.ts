import { DataFactory, type Store } from 'n3'
import RdfValidateShacl from 'rdf-validate-shacl'
import { Validator as ShaclEngine } from 'shacl-engine'

/** What a shape does not take: the thing it is about, and the property. */
export interface Violation {
  readonly focus: string
  readonly path: string
}

export interface Engine {
  readonly name: string
  violations(data: Store): Promise<Violation[]>
}

/** Two engines by different authors, over the same shapes. */
export function enginesFor(shapes: Store): readonly Engine[] {
  const zazuko = new RdfValidateShacl(shapes)
  const rdfExt = new ShaclEngine(shapes, { factory: DataFactory })
  return [
    {
      name: 'rdf-validate-shacl',
      async violations(data) {
        const { results } = await zazuko.validate(data)
        return results.map(({ focusNode, path }) => ({ focus: focusNode.value, path: path?.value ?? '' }))
      },
    },
    {
      name: 'shacl-engine',
      async violations(data) {
        const { results } = await rdfExt.validate({ dataset: data })
        return results.map(({ focusNode, path }) => ({
          focus: focusNode.term.value,
          path: path?.[0]?.predicates[0]?.value ?? '',
        }))
      },
    },
  ]
}
