import type { RegisterAct } from '#catalogue'
import type { Exchange } from './adapters/index.ts'

interface Telling {
  readonly act: RegisterAct
  readonly body: Readonly<Record<string, unknown>>
  /** The same for the same thing told: the register acts on it once. */
  readonly id: string
  /** The case that it is told of. */
  readonly about: string
  /** On which it is told, as it is cited. */
  readonly law: string
}

/** What came of it: the register has it, will not have it, or did not say. */
export type Told = 'told' | 'refused' | 'unavailable'

/** Tells a register of something that was decided. Never inside a transaction; told again under the same id it has one effect. */
export async function tellRegister({ exchange }: { readonly exchange: Exchange }, telling: Telling): Promise<Told> {
  const { act, body, id, about, law } = telling
  const service = act.serviceId
  const answer = await exchange.ask({
    ...{ service, method: 'POST', path: act.path, body, id, issue: about, purpose: law },
    userId: `${service.slice(0, 2)}portico`,
  })
  if (answer.kind === 'unavailable') return 'unavailable'
  return answer.kind === 'answered' && answer.status < 300 ? 'told' : 'refused'
}
