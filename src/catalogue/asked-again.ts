import type { FactName } from './fact.ts'
import type { Service } from './service.ts'

/** The version of what *asked again* counts; a changed definition gets a new one. */
export const ASKED_AGAIN_DEFINITION = '1'

/** The facts a service asks of a person although a register holds them and no register is asked for them first, each once. */
export function askedAgain({ pages, know }: Pick<Service, 'pages' | 'know'>): FactName[] {
  const looked = new Set(know.flatMap(({ facts }) => facts))
  const typed = pages.flatMap(page => page.facts).filter(({ authority }) => authority !== undefined)
  return [...new Set(typed.filter(({ name, of }) => !looked.has(name) && !looked.has(of ?? '')).map(({ name }) => name))]
}
