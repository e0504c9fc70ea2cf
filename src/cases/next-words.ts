import { dictionary } from '#platform'

/** What someone can still do after a no. */
export const nextWords = dictionary({
  en: {
    title: 'What you can do now',
    'refused-wrong':
      'If a fact is wrong or something was missed, ask {$agency} to look at the decision again. Give the reference {$reference}.',
    'refused-how': 'Read how this decision was made',
    'refused-again': 'You may ask again at any time, for instance when something has changed.',
    'refused-service': 'About “{$service}”',
    related: 'Other services that may help',
    contact: 'Talk to somebody',
    agency: 'Office',
    telephone: 'Telephone',
    opens: 'Open',
    email: 'E-mail',
    website: 'Website',
  },
  fr: {
    title: 'Ce que vous pouvez faire maintenant',
    'refused-wrong':
      'Si une information est fausse ou a été oubliée, demandez un réexamen de la décision ({$agency}) en indiquant la référence {$reference}.',
    'refused-how': 'Lire comment cette décision a été prise',
    'refused-again': 'Vous pouvez refaire une demande à tout moment, par exemple si votre situation change.',
    'refused-service': 'À propos de « {$service} »',
    related: 'D’autres services qui peuvent vous aider',
    contact: 'Parler à quelqu’un',
    agency: 'Administration',
    telephone: 'Téléphone',
    opens: 'Horaires',
    email: 'Courriel',
    website: 'Site web',
  },
  ar: {
    title: 'ما يمكنك فعله الآن',
    'refused-wrong':
      'إذا كانت هناك معلومة خاطئة أو أُغفل شيء، فاطلب من {$agency} إعادة النظر في القرار، واذكر الرقم المرجعي {$reference}.',
    'refused-how': 'اقرأ كيف اتُّخذ هذا القرار',
    'refused-again': 'يمكنك التقديم من جديد في أي وقت، مثلًا إذا تغيّر وضعك.',
    'refused-service': 'عن خدمة «{$service}»',
    related: 'خدمات أخرى قد تفيدك',
    contact: 'تحدث مع شخص',
    agency: 'الجهة',
    telephone: 'الهاتف',
    opens: 'أوقات العمل',
    email: 'البريد الإلكتروني',
    website: 'الموقع',
  },
})
