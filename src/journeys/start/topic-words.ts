import type { Words } from '#platform'

/** What the topics are called that service files name under `direction.topics`. */
export const topicWords: Readonly<Record<string, Words>> = {
  business: { en: 'Running a business', fr: 'Entreprise', ar: 'الأعمال التجارية' },
  city: { en: 'Your city', fr: 'Votre ville', ar: 'مدينتك' },
  culture: { en: 'Culture and leisure', fr: 'Culture et loisirs', ar: 'الثقافة والترفيه' },
  education: { en: 'Learning', fr: 'Études et formation', ar: 'التعليم' },
  environment: { en: 'Environment', fr: 'Environnement', ar: 'البيئة' },
  family: { en: 'Family and children', fr: 'Famille et enfants', ar: 'الأسرة والأطفال' },
  grants: { en: 'Grants and funding', fr: 'Subventions', ar: 'المنح والتمويل' },
  health: { en: 'Health', fr: 'Santé', ar: 'الصحة' },
  home: { en: 'Home and moving', fr: 'Logement et déménagement', ar: 'السكن والانتقال' },
  identity: { en: 'Identity and papers', fr: 'Identité et papiers', ar: 'الهوية والوثائق' },
  justice: { en: 'Rights and justice', fr: 'Droits et justice', ar: 'الحقوق والعدالة' },
  money: { en: 'Money and benefits', fr: 'Argent et allocations', ar: 'المال والإعانات' },
  transport: { en: 'Transport and parking', fr: 'Transports et stationnement', ar: 'النقل والمواقف' },
  work: { en: 'Work', fr: 'Travail', ar: 'العمل' },
}
