import type { Language } from '#platform'
import type { Moment } from './invitation.ts'

/** The exact words of one question in one language. `service` and `agency` stand where names are put in. */
export interface Question {
  readonly text: string
  /** The ends of the scale, lowest first. */
  readonly ends: readonly [string, string]
}

export interface Wording {
  readonly id: string
  /** Customer Effort Score 2.0: 1 to 7, agreement. */
  readonly ease: Readonly<Record<Language, Question>>
  /** 1 to 5, agreement. */
  readonly effectiveness: Readonly<Record<Language, Question>>
}

/**
 * The words asked today. An answer keeps the id of the words it answered, and no figure spans two of them:
 * to change a letter, give the wording a new id. A test holds the letters to the id.
 */
export const wording: Wording = {
  id: '2026-1',
  ease: {
    en: {
      text: '{$service} made it easy for me to do what I needed.',
      ends: ['Strongly disagree', 'Strongly agree'],
    },
    fr: {
      text: '{$service} : il m’a été facile de faire ce dont j’avais besoin.',
      ends: ['Pas du tout d’accord', 'Tout à fait d’accord'],
    },
    ar: {
      text: '{$service}: كان من السهل عليّ أن أقوم بما أحتاج إليه.',
      ends: ['لا أوافق بشدة', 'أوافق بشدة'],
    },
  },
  effectiveness: {
    en: {
      text: 'I got what I needed, or the refusal was explained.',
      ends: ['Strongly disagree', 'Strongly agree'],
    },
    fr: {
      text: 'J’ai obtenu ce dont j’avais besoin, ou le refus m’a été expliqué.',
      ends: ['Pas du tout d’accord', 'Tout à fait d’accord'],
    },
    ar: {
      text: 'حصلت على ما أحتاج إليه، أو شُرح لي سبب الرفض.',
      ends: ['لا أوافق بشدة', 'أوافق بشدة'],
    },
  },
}

export const EASE_POINTS = [1, 2, 3, 4, 5, 6, 7] as const
export const EFFECTIVENESS_POINTS = [1, 2, 3, 4, 5] as const

/** Whether one got what one needed can be said only once it is decided; before that it is not asked. */
export function asksEffectiveness(moment: Moment): boolean {
  return moment === 'decided'
}
