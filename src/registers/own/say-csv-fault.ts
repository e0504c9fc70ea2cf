import type { Language } from '#platform'
import type { CsvFault } from './csv-row.ts'
import { sayFault } from './entry-form.tsx'
import { ownWords } from './words.ts'

/** What is wrong in a line of a file, as a sentence; nothing of what stands there is repeated. */
export function sayCsvFault(fault: CsvFault, language: Language): string {
  const t = ownWords(language)
  if (fault.code === 'value') return sayFault(fault.fact, fault.fault.code, language)
  if (fault.code === 'cells') return t('csv-cells', { has: fault.has, wants: fault.wants })
  if (fault.code === 'key-twice') return t('csv-key-twice', { before: fault.before })
  return t(`csv-${fault.code}`)
}
