import { isDeepStrictEqual } from 'node:util'
import { decide } from './decide.ts'
import type { Decision, Example } from './rule.ts'
import type { Service } from './service.ts'
import { type PageInstance, walkPages } from './walk-pages.ts'

/** An example whose outcome is not what its author expects. */
export interface ExampleFailure {
  readonly example: string
  readonly what: string
  readonly expected: unknown
  readonly found: unknown
}

/** Runs a service's own examples: the pages met, the outcome, its reason and its values. */
export function runExamples(service: Service): ExampleFailure[] {
  return service.examples.flatMap(example => failuresOf(example, service))
}

function failuresOf(example: Example, service: Service): ExampleFailure[] {
  const decision = decide(service, example.given, example.on)
  const met = walkPages(service.pages, example.given, example.on).map(nameOf)
  return expectations(example, decision, met)
    .filter(({ expected, found }) => expected !== undefined && !isDeepStrictEqual(expected, found))
    .map(wrong => ({ example: example.name, ...wrong }))
}

function expectations(
  { pages, ends, because, values }: Example,
  decision: Decision,
  met: string[],
): Omit<ExampleFailure, 'example'>[] {
  return [
    { what: 'pages', expected: pages, found: met },
    { what: 'ends', expected: ends, found: decision.outcome },
    { what: 'because', expected: because, found: decision.because },
    ...Object.entries(values).map(([what, expected]) => ({ what, expected, found: decision.values[what] })),
  ]
}

/** `income`, or `children[2]` for the second child's. */
function nameOf({ page, index }: PageInstance): string {
  return index === undefined ? page.id : `${page.id}[${index + 1}]`
}
