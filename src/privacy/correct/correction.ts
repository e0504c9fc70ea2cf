import type { Fact } from '#catalogue'
import { type Language, Refusal } from '#platform'
import { correctionWords } from './correction-words.ts'

export type CorrectionId = string

export const outcomes = ['accepted', 'refused'] as const
export type CorrectionOutcome = (typeof outcomes)[number]

/** GDPR art. 12(3): one month from the day it was asked. */
export const ANSWER_WITHIN = 'P1M'

export const WHY_MAX = 2_000

/** One value that an agency works with, which the person says is wrong. */
export interface Correction {
  readonly person: string
  readonly id: CorrectionId
  readonly reference: string
  /** Who answers for the value. */
  readonly agency: string
  /** The case in which the person saw it. */
  readonly case: string
  readonly service: string
  readonly version: number
  readonly fact: Fact['name']
  /** Which entry of a list, from 0. */
  readonly entry: number
  /** Where the value came from: `typed`, `corrected`, or `register.query`. */
  readonly source: string
  readonly language: Language
  readonly before: unknown
  readonly wanted: unknown
  readonly why: string
  readonly askedAt: Date
  /** The last day that keeps the law; it never moves. */
  readonly dueOn: string
  /** The correction at another agency that this one follows from: then nobody had to ask. */
  readonly follows: CorrectionId | undefined
  readonly answer:
    | { readonly outcome: CorrectionOutcome; readonly text: string; readonly officerName: string; readonly at: Date }
    | undefined
}

/** A register or a member that is told of a correction. */
export interface CorrectionNotice {
  readonly id: string
  readonly kind: 'register' | 'member'
  /** `register.query`, or a member of the exchange. */
  readonly recipient: string
  readonly sentAt: Date | null
}

/** Files are handed in anew and lists are asked as a whole: of those the person asks by a question instead. */
export function isCorrectable({ type }: Pick<Fact, 'type'>): boolean {
  return type !== 'file' && type !== 'list'
}

/** What is not there, and what is another's, is answered alike. */
export function correctionNotThere(): Refusal {
  return refusal('CORRECTION_NOT_THERE', 404)
}

export function alreadyCorrected(): Refusal {
  return refusal('CORRECTION_ALREADY_ANSWERED', 409)
}

export function correctionIsYourOwn(): Refusal {
  return refusal('CORRECTION_IS_YOUR_OWN', 403)
}

type Code = 'CORRECTION_NOT_THERE' | 'CORRECTION_ALREADY_ANSWERED' | 'CORRECTION_IS_YOUR_OWN'

function refusal(code: Code, status: number): Refusal {
  return new Refusal(code, status, language => correctionWords(language)(code))
}
