import type { Fact, FactType } from '../fact.ts'
import type { Language } from '../words.ts'
import { addressFault, readAddress } from './address.ts'
import { westernDigits } from './amount.ts'
import { type AnswerFault, type ReadAnswer, read, wrong } from './answer-fault.ts'
import { choiceFault, chosenFault, readChosen } from './choice.ts'
import * as contact from './contact.ts'
import { dayFault, monthFault, readDay, readMonth } from './day.ts'
import { fileFault, readFile } from './file.ts'
import { moneyFault, numberFault, readMoney, readNumber } from './number.ts'
import type { RawAnswer, RawParts } from './raw-answer.ts'
import { isSafeText, matches, textFault, tidy, tidyLine } from './text.ts'

/** One type of answer: from what was typed to what is kept, and what may be wrong with what is kept. */
export interface Kind {
  read(raw: RawAnswer, fact: Fact, language: Language): ReadAnswer
  fault(value: unknown, fact: Fact, on: string): AnswerFault | undefined
}

export const NATIONAL_ID = '[A-Z0-9][A-Z0-9-]{3,30}'

/** How each type is read. Lists are put together from these, in `read-answer.ts`. */
export const kinds: Readonly<Record<Exclude<FactType, 'list'>, Kind>> = {
  text: line(tidyLine, textFault),
  name: line(tidyLine, textFault),
  'long-text': line(tidy, textFault),
  email: line(contact.tidyEmail, contact.emailFault),
  telephone: line(contact.tidyTelephone, contact.telephoneFault),
  website: line(contact.tidyWebsite, contact.websiteFault),
  'bank-account': line(contact.tidyBankAccount, contact.bankAccountFault),
  'national-id': line(raw => westernDigits(tidyLine(raw)).toUpperCase(), nationalIdFault),
  number: { read: textOnly(readNumber), fault: numberFault },
  money: { read: textOnly(readMoney), fault: moneyFault },
  date: { read: dated(readDay), fault: dayFault },
  'partial-date': { read: dated(readMonth), fault: monthFault },
  'yes-no': { read: textOnly(readYesNo), fault: value => (typeof value === 'boolean' ? undefined : { code: 'not-an-option' }) },
  'one-of': line(tidyLine, choiceFault),
  'many-of': { read: readChosen, fault: chosenFault },
  file: { read: readFile, fault: fileFault },
  address: { read: readAddress, fault: addressFault },
}

function line(tidied: (raw: string) => string, fault: Kind['fault']): Kind {
  return { read: textOnly(raw => read(tidied(raw))), fault }
}

/** What was typed must be one text; anything else comes from a page that is not ours. */
function textOnly(inner: (raw: string, fact: Fact, language: Language) => ReadAnswer): Kind['read'] {
  return (raw, fact, language) => {
    if (typeof raw !== 'string' || !isSafeText(tidy(raw))) return wrong({ code: 'not-text' })
    return inner(raw, fact, language)
  }
}

/** A date comes in parts; one text of the form it is kept in is as good. */
function dated(inner: (parts: RawParts) => ReadAnswer): Kind['read'] {
  return raw => {
    if (typeof raw === 'string') return read(westernDigits(tidyLine(raw)))
    return Array.isArray(raw) ? wrong({ code: 'not-a-date' }) : inner(raw as RawParts)
  }
}

function readYesNo(raw: string): ReadAnswer {
  const answer = { yes: true, no: false, true: true, false: false }[tidyLine(raw).toLowerCase()]
  return answer === undefined ? wrong({ code: 'not-an-option' }) : read(answer)
}

function nationalIdFault(value: unknown, { rules }: Fact): AnswerFault | undefined {
  const fits = isSafeText(value) && value.length <= 40 && matches(value, rules.pattern ?? NATIONAL_ID)
  return fits ? undefined : { code: 'not-national-id' }
}
