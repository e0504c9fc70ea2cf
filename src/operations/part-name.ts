import { type Language, say } from '#platform'
import { words } from './words.ts'
import type { OperationsWorld } from './world.ts'

export const core = ['website', 'saving', 'sign-in'] as const

/** What a part is called: a service by its own name, a register by the office that keeps it. */
export function partName({ catalogue }: Pick<OperationsWorld, 'catalogue'>, part: string, language: Language): string {
  const [kind, id = ''] = part.split(':')
  if (kind === 'service') return nameOr(catalogue.services.get(id)?.name, id, language)
  if (kind !== 'register') return core.includes(kind as never) ? words(language)(kind as (typeof core)[number]) : part
  const agency = [...catalogue.registers.values()].find(({ register }) => register === id)?.agency ?? ''
  return nameOr(catalogue.agencies.get(agency)?.name, id, language)
}

function nameOr(name: Parameters<typeof say>[0] | undefined, otherwise: string, language: Language): string {
  return name === undefined ? otherwise : say(name, language)
}
