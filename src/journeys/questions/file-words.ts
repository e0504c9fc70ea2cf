import type { FileKind } from '#catalogue'
import { dictionary, directionOf, type Language, localeOf } from '#platform'

export const fileWords = dictionary({
  en: {
    missing: '{$label}: choose a file',
    'empty-file': '{$label}: the file you chose is empty. Choose another one',
    'file-too-large': '{$label}: choose a file of {$max} or less',
    'wrong-kind': '{$label}: choose a file that is {$kinds}. The one you chose is something else, whatever its name says',
    'file-harmful': '{$label}: a virus was found in this file, so we did not keep it. Choose another one',
    'file-not-checked':
      '{$label}: we cannot check files for viruses right now, so we did not keep this one. Try again in a few minutes',
    'no-room':
      '{$label}: you have handed in as many files as we can keep before they are sent. Delete a draft you no longer need, or choose a smaller file',
    'file-lost': '{$label}: we no longer have this file. Choose it again',
    limits: '{$kinds}, up to {$max}',
    text: 'plain text',
    kept: 'You handed in:',
    replace: 'To hand in another file instead, choose it above.',
    remove: 'Remove this file',
  },
  fr: {
    missing: '{$label} : choisissez un fichier',
    'empty-file': '{$label} : le fichier choisi est vide. Choisissez-en un autre',
    'file-too-large': '{$label} : choisissez un fichier de {$max} au plus',
    'wrong-kind': '{$label} : choisissez un fichier {$kinds}. Celui que vous avez choisi est autre chose, quel que soit son nom',
    'file-harmful': '{$label} : ce fichier contient un virus, nous ne l’avons pas conservé. Choisissez-en un autre',
    'file-not-checked':
      '{$label} : la recherche de virus n’est pas possible en ce moment, nous n’avons pas conservé ce fichier. Réessayez dans quelques minutes',
    'no-room':
      '{$label} : vous avez remis autant de fichiers que nous pouvons en garder avant l’envoi. Supprimez un brouillon devenu inutile, ou choisissez un fichier plus petit',
    'file-lost': '{$label} : nous n’avons plus ce fichier. Choisissez-le à nouveau',
    limits: '{$kinds}, {$max} au plus',
    text: 'texte brut',
    kept: 'Vous avez remis :',
    replace: 'Pour remettre un autre fichier à la place, choisissez-le ci-dessus.',
    remove: 'Retirer ce fichier',
  },
  ar: {
    missing: '{$label}: اختر ملفًا',
    'empty-file': '{$label}: الملف الذي اخترته فارغ. اختر ملفًا آخر',
    'file-too-large': '{$label}: اختر ملفًا لا يزيد حجمه عن {$max}',
    'wrong-kind': '{$label}: اختر ملفًا من نوع {$kinds}. الملف الذي اخترته من نوع آخر مهما كان اسمه',
    'file-harmful': '{$label}: وُجد فيروس في هذا الملف فلم نحتفظ به. اختر ملفًا آخر',
    'file-not-checked': '{$label}: لا يمكننا فحص الملفات من الفيروسات الآن، فلم نحتفظ بهذا الملف. حاول مرة أخرى بعد بضع دقائق',
    'no-room': '{$label}: سلّمت أكبر عدد من الملفات يمكننا حفظه قبل الإرسال. احذف مسودة لم تعد تحتاج إليها، أو اختر ملفًا أصغر',
    'file-lost': '{$label}: لم يعد هذا الملف لدينا. اختره مرة أخرى',
    limits: '{$kinds}، {$max} على الأكثر',
    text: 'نص عادي',
    kept: 'الملف الذي سلّمته:',
    replace: 'لتسليم ملف آخر بدلًا منه، اختره أعلاه.',
    remove: 'أزل هذا الملف',
  },
})

/** `PDF, PNG or JPEG` */
export function kindsIn(language: Language, kinds: readonly FileKind[]): string {
  const named = kinds.flatMap(kind => (kind === 'text' ? [fileWords(language)('text'), 'CSV'] : [kind.toUpperCase()]))
  const list = new Intl.ListFormat(localeOf[language], { type: 'disjunction' }).format(named)
  // It begins with a Latin name, and would be laid out from the left as a whole.
  return directionOf(language) === 'rtl' ? `\u200f${list}` : list
}
