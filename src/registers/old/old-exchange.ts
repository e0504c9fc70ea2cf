import type { Log } from '#platform'
import { comparedExchange } from '../adapters/compared.ts'
import type { Exchange } from '../adapters/exchange.ts'
import { fileDropExchange } from '../adapters/file-drop.ts'
import { routedExchange } from '../adapters/routed.ts'
import { screenExchange } from '../adapters/screen.ts'
import { openCertificates, trustSentences } from '../adapters/trust.ts'
import type { OldRegister } from './load-old-registers.ts'
import type { AccessFile } from './schema.ts'
import { tellComparison } from './tell-comparison.ts'

interface Ways {
  readonly old: readonly OldRegister[]
  readonly access: AccessFile
  readonly log: Log
  readonly now: () => Date
}

/**
 * The exchange that services ask, whichever way each register is reached: old ones by their files and screens, all others by X-Road, and
 * those that are being replaced by both, compared.
 * @throws Error with a sentence for the operator when it is not known where an old register is
 */
export function exchangeWithOld(xRoad: Exchange, { old, ...around }: Ways): Exchange {
  const ways = old.map((register): [string, Exchange] => {
    const own = open(register, around)
    if (register.asked === 'instead') return [register.service, own]
    return [register.service, comparedExchange({ used: xRoad, beside: own, tell: one => tellComparison(around.log, one) })]
  })
  return routedExchange(new Map(ways), xRoad)
}

function open({ name, by }: OldRegister, { access, log, now }: Omit<Ways, 'old'>): Exchange {
  const place = access[name]
  const tell = (sentence: string) => log.warn({ code: 'OLD_REGISTER' }, sentence)
  if (by.kind === 'file') {
    if (!place || !('folder' in place)) throw unknownPlace(name, 'a folder')
    return fileDropExchange({ script: by.script, folder: place.folder, now, tell })
  }
  if (!place || !('address' in place)) throw unknownPlace(name, 'an address')
  const { address, user, password, ca } = place
  return screenExchange({
    ...{ script: by.script, address: new URL(address) },
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
    ...(ca ? { certificate: openCertificates({ ca }, { now, tell }) } : {}),
    tell: fault => tell(`an old register was not asked: ${trustSentences[fault]}`),
  })
}

function unknownPlace(name: string, what: string): Error {
  const sentence = `old-registers/${name}.yaml needs ${what}: write “${name}” into the file that OLD_REGISTERS names.`
  return Object.assign(new Error(sentence), { name: 'StartFault' })
}
