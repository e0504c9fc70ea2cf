import { dictionary } from '#platform'

export const fileWords = dictionary({
  en: { open: 'Download {$name}', unscanned: 'Not checked for viruses' },
  fr: { open: 'Télécharger {$name}', unscanned: 'Aucune recherche de virus n’a été faite' },
  ar: { open: 'تنزيل {$name}', unscanned: 'لم يُفحص من الفيروسات' },
})
