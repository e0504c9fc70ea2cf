import { askedAgain } from '../asked-again.ts'
import type { Fact } from '../fact.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import type { AskedAgain, Service } from '../service.ts'
import { inEveryLanguage, note, referred, type Work } from './work.ts'

interface Known extends Pick<Service, 'pages' | 'know'> {
  readonly facts: ReadonlyMap<string, Fact>
}

/** `asked-again:` why a person types what a register holds. It is counted and published, so there must be a reason. */
export function buildAskedAgain(work: Work, file: ServiceFile, { facts, ...asking }: Known): AskedAgain[] {
  const reasons = file.development['asked-again'] ?? []
  const again = askedAgain(asking)
  const given = new Set(reasons.flatMap(reason => reason.facts))
  for (const name of work.isPublished ? [] : again) if (!given.has(name)) noteUnreasoned(work, file, facts.get(name)!)
  return reasons.map((reason, at) => {
    const path = ['development', 'asked-again', at]
    for (const [index, name] of reason.facts.entries()) {
      const fact = referred(work, [...path, 'facts', index], { kind: 'fact', name, among: facts })
      if (fact && !again.includes(name))
        note(work, [...path, 'facts', index], {
          message: `“${name}” needs no reason: it is not asked again.`,
          hint: 'Take it out of asked-again.',
        })
    }
    return { facts: reason.facts, because: inEveryLanguage(work, [...path, 'because'], reason.because) }
  })
}

function noteUnreasoned(work: Work, { design: { pages } }: ServiceFile, { name, of, authority }: Fact): void {
  const at = pages.findIndex(({ facts = [] }) => facts.includes(name))
  note(work, ['design', 'pages', at, 'facts', pages[at]!.facts!.indexOf(name)], {
    message: `“${name}” is asked of the person, but ${authority} holds it.`,
    hint: `Look it up: add { facts: [${of ?? name}], from: ${authority}, … } under development.know. Or say why not under development.asked-again.`,
  })
}
