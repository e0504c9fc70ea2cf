import type { AssuranceLevel, Service } from '../service.ts'
import type { Language } from '../words.ts'
import { type Node, node } from './triple.ts'

const AUTHORITY = 'http://publications.europa.eu/resource/authority'

/** ISO 639-1 to the codes of the EU's language authority table, for the languages met so far. */
const LANGUAGE_CODES: Readonly<Record<string, string>> = {
  ...{ ar: 'ARA', bg: 'BUL', cs: 'CES', cy: 'CYM', da: 'DAN', de: 'DEU', el: 'ELL', en: 'ENG', es: 'SPA', et: 'EST' },
  ...{ fi: 'FIN', fr: 'FRA', ga: 'GLE', hr: 'HRV', hu: 'HUN', is: 'ISL', it: 'ITA', lt: 'LIT', lv: 'LAV', mt: 'MLT' },
  ...{ nl: 'NLD', no: 'NOR', pl: 'POL', pt: 'POR', ro: 'RON', sk: 'SLK', sl: 'SLV', sv: 'SWE', tr: 'TUR', uk: 'UKR' },
}

/** A language in the EU's authority table; one that we have no code for, in the Library of Congress's list of ISO 639-1. */
export function languageNode(language: Language): Node {
  const code = LANGUAGE_CODES[language.slice(0, 2)]
  return node(code ? `${AUTHORITY}/language/${code}` : `http://id.loc.gov/vocabulary/iso639-1/${language.slice(0, 2)}`)
}

export function currencyNode(currency: string): Node {
  return node(`${AUTHORITY}/currency/${currency}`)
}

export const CONTINUOUS = node(`${AUTHORITY}/frequency/CONT`)

/** @see Implementing Regulation (EU) 2015/1502 for what each level asks */
export function levelNode(level: AssuranceLevel): Node {
  return node(`http://eidas.europa.eu/LoA/${level}`)
}

/** @see http://purl.org/adms/status, the list that ADMS brings for adms:status */
export function statusNode(status: Service['status']): Node {
  return node(`http://purl.org/adms/status/${status === 'live' ? 'Completed' : 'Withdrawn'}`)
}
