import type { Audience, Channel, Pays } from '../service.ts'
import type { Words } from '../words.ts'

/** What the codes of a service file are called in a published catalogue. */
export const audienceWords: Readonly<Record<Audience, Words>> = {
  person: { en: 'People', fr: 'Particuliers', ar: 'الأفراد' },
  organisation: { en: 'Organisations', fr: 'Organisations', ar: 'المنظمات' },
  either: { en: 'People and organisations', fr: 'Particuliers et organisations', ar: 'الأفراد والمنظمات' },
}

export const channelWords: Readonly<Record<Channel, Words>> = {
  web: { en: 'Online', fr: 'En ligne', ar: 'عبر الإنترنت' },
  phone: { en: 'By phone', fr: 'Par téléphone', ar: 'بالهاتف' },
  counter: { en: 'At a counter', fr: 'Au guichet', ar: 'في مركز الخدمة' },
  post: { en: 'By post', fr: 'Par courrier', ar: 'بالبريد' },
}

export const paymentWords: Readonly<Record<Pays['every'], Words>> = {
  once: { en: 'A payment', fr: 'Un versement', ar: 'دفعة مالية' },
  week: { en: 'A payment every week', fr: 'Un versement chaque semaine', ar: 'دفعة مالية كل أسبوع' },
  month: { en: 'A payment every month', fr: 'Un versement chaque mois', ar: 'دفعة مالية كل شهر' },
  year: { en: 'A payment every year', fr: 'Un versement chaque année', ar: 'دفعة مالية كل سنة' },
}

export const words = {
  always: { en: 'At any hour, every day', fr: 'À toute heure, tous les jours', ar: 'في أي ساعة، كل يوم' },
  catalogue: { en: 'Public services of', fr: 'Services publics :', ar: 'الخدمات العامة:' },
  decision: { en: 'A decision with its reasons', fr: 'Une décision motivée', ar: 'قرار مع أسبابه' },
  free: { en: 'Nothing to pay', fr: 'Rien à payer', ar: 'لا رسوم' },
  rule: { en: 'How it is decided:', fr: 'Comment la décision est prise :', ar: 'كيف يُتخذ القرار:' },
  task: { en: 'Does a task before the decision', fr: 'Accomplit une tâche avant la décision', ar: 'تنجز مهمة قبل القرار' },
} satisfies Record<string, Words>

/** `lead` before `name` in each language of the name; a language without a lead keeps the name alone. */
export function before(lead: Words, name: Words): Words {
  return Object.fromEntries(
    Object.entries(name).map(([language, said]) => [language, lead[language] ? `${lead[language]} ${said}` : said]),
  )
}

/** Words that say something, or others. */
export function said(wanted: Words, otherwise: Words): Words {
  return Object.values(wanted).some(Boolean) ? wanted : otherwise
}
