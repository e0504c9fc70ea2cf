import type { FactName } from './fact.ts'
import type { Service } from './service.ts'

/** The facts a service types although a register holds them and it does not ask that register first. */
export function askedAgain(service: Service): FactName[] {
  const asked = new Set(service.know.map(({ from }) => from))
  const facts = service.pages.flatMap(page => page.facts)
  return facts.filter(({ authority }) => authority !== undefined && !asked.has(authority)).map(({ name }) => name)
}
