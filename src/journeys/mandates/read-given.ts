import type { Act, Relation } from '#people'
import type { Fields } from '#platform'

const DAY_MS = 86_400_000
/** What people may say of whoever acts for them; the rest only registers say. */
export const chosenRelations = ['relative', 'carer', 'professional', 'mediator'] as const satisfies readonly Relation[]
export const reachOf = {
  see: ['see'],
  prepare: ['see', 'prepare'],
  send: ['see', 'prepare', 'send'],
} as const satisfies Record<string, readonly Act[]>
/** Days. */
export const terms = ['30', '90', '365'] as const

/** What was typed, to be shown again. */
export interface TypedMandate {
  readonly relation: string
  readonly may: string
  readonly which: string
  readonly services: readonly string[]
  readonly days: string
}

export type GivenFault = keyof Pick<TypedMandate, 'relation' | 'may' | 'which' | 'services' | 'days'>

interface Given {
  readonly relation: Relation
  readonly acts: readonly Act[]
  readonly services: readonly string[] | null
  readonly validUntil: Date
}

export function typedFrom({ one, all }: Fields): TypedMandate {
  const { relation = '', may = '', which = '', days = '' } = one
  return { relation, may, which, days, services: all('services[]') }
}

/** A mandate as it was asked for, or what is missing. @param offered ids of the services there are */
export function readGiven(
  typed: TypedMandate,
  { offered, now }: { offered: readonly string[]; now: Date },
): { given: Given } | { faults: GivenFault[] } {
  const relation = chosenRelations.find(one => one === typed.relation)
  const may = (['see', 'prepare', 'send'] as const).find(one => one === typed.may)
  const which = (['all', 'some'] as const).find(one => one === typed.which)
  const days = terms.find(one => one === typed.days)
  const services = typed.services.filter(id => offered.includes(id))
  const isNamed = which !== 'some' || services.length > 0
  if (!relation || !may || !which || !isNamed || !days)
    return {
      faults: (
        [
          ['relation', relation],
          ['may', may],
          ['which', which],
          ['services', isNamed],
          ['days', days],
        ] as const
      ).flatMap(([name, value]) => (value ? [] : [name])),
    }
  const validUntil = new Date(now.getTime() + Number(days) * DAY_MS)
  return { given: { relation, acts: reachOf[may], services: which === 'all' ? null : services, validUntil } }
}
