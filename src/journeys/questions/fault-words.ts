import { type AnswerFault, type Fact, formatSize, showAnswer } from '#catalogue'
import { type Language, say } from '#platform'
import { type JourneyWord, words } from '../words.ts'
import { fileWords, kindsIn } from './file-words.ts'

/** A fault as a sentence that says which question it is about and what to do. */
export function faultSentence(fault: AnswerFault, fact: Fact, language: Language): string {
  const t = words(language)
  const label = subjectIn(say(fact.label, language))
  if (fault.code === 'in-list') return rowSentence(fault, fact, language)
  if (fact.type === 'file') return fileSentence(fault, label, language)
  const limit = (value: number) =>
    showAnswer({ type: fact.type === 'money' ? 'money' : 'number', rules: fact.rules }, value, language).join('')
  if (fault.code === 'too-small') return t('fault-too-small', { label, min: limit(fault.min) })
  if (fault.code === 'too-large') return t('fault-too-large', { label, max: limit(fault.max) })
  const limits = { ...('max' in fault ? { max: fault.max } : {}), ...('min' in fault ? { min: fault.min } : {}) }
  return t(`fault-${fault.code}` as JourneyWord, { label, ...limits })
}

function fileSentence(fault: AnswerFault, label: string, language: Language): string {
  const t = fileWords(language)
  if (fault.code === 'file-too-large') return t(fault.code, { label, max: formatSize(language, fault.max) })
  if (fault.code === 'wrong-kind') return t(fault.code, { label, kinds: kindsIn(language, fault.kinds) })
  return t(fault.code as 'missing', { label })
}

/** A question without its question mark, to stand before a colon. */
function subjectIn(label: string): string {
  return label.replace(/[\s?؟:.]+$/u, '')
}

function rowSentence(fault: AnswerFault & { code: 'in-list' }, fact: Fact, language: Language): string {
  const item = fact.item?.find(one => one.field === fault.field) ?? fact
  return words(language)('fault-in-row', {
    label: subjectIn(say(fact.label, language)),
    number: fault.index + 1,
    fault: faultSentence(fault.fault, item, language),
  })
}
