import { isDeepStrictEqual } from 'node:util'
import { decide } from './decide.ts'
import type { FileFault } from './faults.ts'
import type { Decision, Example } from './rule.ts'
import { sayPages, sayReason, sayValue, sayWrongEnd, type Wrong } from './say-example.ts'
import type { Service } from './service.ts'
import { type PageInstance, walkPages } from './walk-pages.ts'

/** Runs a service's own examples: the pages met, the outcome, its reason and its values; each that is not as expected, at its place. */
export function runExamples(service: Service): FileFault[] {
  return service.examples.flatMap(example => failuresOf(example, service))
}

function failuresOf(example: Example, service: Service): FileFault[] {
  const decision = decide(service, example.given, example.on)
  const met = walkPages(service.pages, example.given, example.on).map(nameOf)
  const { pages, ends } = example
  const wrong = [
    ...(pages && !isDeepStrictEqual(pages, met) ? [sayPages(pages, met)] : []),
    // what follows from a wrong outcome is no mistake of its own
    ...(ends === decision.outcome ? wrongValues(example, decision) : [sayWrongEnd(service, example, decision)]),
  ]
  return wrong.map(({ message, hint }) => ({
    ...{ severity: 'fault', file: service.file, ...example.place },
    ...{ message: `Example “${example.name}”: ${message}`, hint },
  }))
}

function wrongValues({ because, values }: Example, decision: Decision): Wrong[] {
  const isReason = because === undefined || because === decision.because
  return [
    ...(isReason ? [] : [sayReason(because, decision.because)]),
    ...Object.entries(values)
      .filter(([name, expected]) => !isDeepStrictEqual(expected, decision.values[name]))
      .map(([name, expected]) => sayValue(name, expected, decision.values[name])),
  ]
}

/** `income`, or `children[2]` for the second child's. */
function nameOf({ page, index }: PageInstance): string {
  return index === undefined ? page.id : `${page.id}[${index + 1}]`
}
