import { type Language, Refusal } from '#platform'
import { inquiryWords } from './inquiry-words.ts'
import type { Look } from './look.ts'

export type InquiryId = string

/** What the privacy officer found: that the look was as it should be, or that it was not. */
export const findings = ['in-order', 'not-in-order'] as const
export type Finding = (typeof findings)[number]

/** Working days within which a question about a look is answered. GDPR art. 12(3) allows a month. */
export const ANSWER_WITHIN_DAYS = 10

export const QUESTION_MAX = 2_000
export const ANSWER_MAX = 4_000

/** A person's question about one look at their data, and its answer once there is one. */
export interface Inquiry {
  readonly person: string
  readonly id: InquiryId
  readonly reference: string
  readonly look: number
  /** The look as it stood in the log when it was questioned. */
  readonly looked: Omit<Look, 'at'> & { readonly at: string }
  readonly agency: string
  readonly language: Language
  readonly question: string
  readonly askedAt: Date
  /** The last day that keeps the promise; it never moves. */
  readonly dueOn: string
  readonly answer:
    | { readonly finding: Finding; readonly text: string; readonly officerName: string; readonly at: Date }
    | undefined
}

/** What runs until it is answered. */
export interface Clocked {
  readonly answer: object | undefined
  readonly dueOn: string
}

/** Where what was asked stands on a day, `YYYY-MM-DD`. */
export function standOf({ answer, dueOn }: Clocked, today: string): 'open' | 'overdue' | 'answered' {
  if (answer) return 'answered'
  return dueOn < today ? 'overdue' : 'open'
}

/** What is not there, and what is another's, is answered alike. */
export function inquiryNotThere(): Refusal {
  return new Refusal('INQUIRY_NOT_THERE', 404, language => inquiryWords(language)('INQUIRY_NOT_THERE'))
}

export function alreadyAnswered(): Refusal {
  return new Refusal('INQUIRY_ALREADY_ANSWERED', 409, language => inquiryWords(language)('INQUIRY_ALREADY_ANSWERED'))
}

/** Nobody judges a question of their own, or about a look of their own. */
export function inquiryIsYourOwn(): Refusal {
  return new Refusal('INQUIRY_IS_YOUR_OWN', 403, language => inquiryWords(language)('INQUIRY_IS_YOUR_OWN'))
}
