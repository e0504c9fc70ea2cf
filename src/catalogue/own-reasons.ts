import type { Words } from './words.ts'

/** Why a request goes to an officer when the service's own rules do not say. */
export const ownReasons = {
  'not-known-yet': {
    en: 'Something the rules need is not known yet, so an officer will look at it.',
    fr: 'Une information nécessaire manque encore ; un agent examinera la demande.',
    ar: 'ما زالت معلومة تحتاجها القواعد غير معروفة، لذلك سينظر موظف في الطلب.',
  },
  'no-rule': {
    en: 'No rule fits this request, so an officer will look at it.',
    fr: 'Aucune règle ne correspond à cette demande ; un agent l’examinera.',
    ar: 'لا توجد قاعدة تنطبق على هذا الطلب، لذلك سينظر فيه موظف.',
  },
  'several-rules': {
    en: 'More than one rule fits this request, so an officer will look at it.',
    fr: 'Plusieurs règles correspondent à cette demande ; un agent l’examinera.',
    ar: 'تنطبق أكثر من قاعدة على هذا الطلب، لذلك سينظر فيه موظف.',
  },
} satisfies Record<string, Words>
