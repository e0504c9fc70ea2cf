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
  'too-much-work': {
    en: 'There is more in this request than the rules can work out by themselves, so an officer will look at it. You need not do anything.',
    fr: 'Cette demande contient plus d’éléments que les règles ne peuvent en calculer seules ; un agent l’examinera. Vous n’avez rien à faire.',
    ar: 'في هذا الطلب أكثر مما تستطيع القواعد حسابه وحدها، لذلك سينظر فيه موظف. لا يلزمك فعل أي شيء.',
  },
} satisfies Record<string, Words>
