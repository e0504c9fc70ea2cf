import { dictionary } from '../i18n/dictionary.ts'

export const words = dictionary({
  en: {
    'form-not-ours': 'This form reached us damaged. Nothing you saved before is lost. Go back and send it again.',
    'form-too-large':
      'This form is larger than we can take. Nothing you saved before is lost. Go back, shorten your answers or choose smaller files, and send it again.',
    'json-not-read':
      'This could not be read. Send JSON in UTF-8, unpacked, with “Content-Type: application/json”, at most 32 levels deep.',
    'json-too-large': 'This is more than can be taken at once. Send less.',
    'address-damaged': 'This address reached us damaged. Check it for missing or extra characters, or go to the start page.',
    'headers-too-large':
      'Your browser sent us more at once than we can take. Delete the cookies of this website in your browser, then try again.',
    'request-broken-off': 'What your browser sent did not reach us whole. Nothing was changed. Try again.',
    'form-elsewhere': 'This form was sent from another website, so we did not take it. Nothing was changed.',
    'not-there': 'This page is not here. It may have moved, or it may belong to someone else.',
    'not-there-title': 'Page not found',
    'stale-title': 'Please send this once more',
    'stale-text':
      'This page was open for a long time, or you signed in again in the meantime. What you typed is kept here. Check that you meant to send it.',
    'stale-button': 'Send it now',
    'stale-file': 'Choose this file again: {$file}',
    'first-title-unsure': 'We need to be surer that it is you',
    'first-text-unsure': 'What you typed is kept on this page, so leave it open.',
    'first-link-unsure': 'Sign in more surely (opens in a new tab)',
    'first-title-acting': 'You are acting for somebody else',
    'first-text-acting': 'This is about yourself. What you typed is kept on this page, so leave it open.',
    'first-link-acting': 'Stop acting for them (opens in a new tab)',
    'first-title-signed-out': 'You have been signed out',
    'first-text-signed-out': 'You were away for a while. What you typed is kept on this page, so leave it open.',
    'first-link-signed-out': 'Sign in again (opens in a new tab)',
    'first-then': 'Come back to this page and send it.',
    'refused-title': 'We could not do this',
    'broken-title': 'Something went wrong on our side',
    'broken-text':
      'Nothing you saved is lost. Try again in a few minutes. If it happens again, tell us this reference: {$reference}',
    'unavailable-title': 'This is not available right now',
    'unavailable-text':
      'A part of the service does not answer. Nothing you saved is lost. Try again in {$seconds :number} seconds.',
    'try-again': 'Try again',
    'to-start': 'Go to the start page',
  },
  fr: {
    'form-not-ours':
      'Ce formulaire nous est parvenu abîmé. Rien de ce que vous avez enregistré n’est perdu. Revenez en arrière et envoyez-le à nouveau.',
    'form-too-large':
      'Ce formulaire est trop volumineux. Rien de ce que vous avez enregistré n’est perdu. Revenez en arrière, raccourcissez vos réponses ou choisissez des fichiers plus petits, puis envoyez-le à nouveau.',
    'json-not-read':
      'Ceci n’a pas pu être lu. Envoyez du JSON en UTF-8, non compressé, avec « Content-Type: application/json », sur 32 niveaux au plus.',
    'json-too-large': 'C’est plus que ce qui peut être pris en une fois. Envoyez-en moins.',
    'address-damaged':
      'Cette adresse nous est parvenue abîmée. Vérifiez qu’il n’y manque rien et qu’il n’y a rien de trop, ou allez à la page d’accueil.',
    'headers-too-large':
      'Votre navigateur nous a envoyé trop de données à la fois. Supprimez les cookies de ce site dans votre navigateur, puis réessayez.',
    'request-broken-off': 'Ce que votre navigateur a envoyé ne nous est pas parvenu en entier. Rien n’a été modifié. Réessayez.',
    'form-elsewhere': 'Ce formulaire a été envoyé depuis un autre site : nous ne l’avons pas accepté. Rien n’a été modifié.',
    'not-there': 'Cette page n’existe pas ici. Elle a peut-être été déplacée, ou elle appartient à quelqu’un d’autre.',
    'not-there-title': 'Page introuvable',
    'stale-title': 'Merci d’envoyer une nouvelle fois',
    'stale-text':
      'Cette page est restée ouverte longtemps, ou vous vous êtes reconnecté entre-temps. Ce que vous avez saisi est conservé ici. Vérifiez que vous vouliez bien l’envoyer.',
    'stale-button': 'Envoyer maintenant',
    'stale-file': 'Choisissez ce fichier à nouveau : {$file}',
    'first-title-unsure': 'Nous devons être plus sûrs que c’est bien vous',
    'first-text-unsure': 'Ce que vous avez saisi est conservé sur cette page : laissez-la ouverte.',
    'first-link-unsure': 'Se connecter de façon plus sûre (dans un nouvel onglet)',
    'first-title-acting': 'Vous agissez pour quelqu’un d’autre',
    'first-text-acting': 'Cette page vous concerne vous-même. Ce que vous avez saisi y est conservé : laissez-la ouverte.',
    'first-link-acting': 'Cesser d’agir pour cette personne (dans un nouvel onglet)',
    'first-title-signed-out': 'Vous avez été déconnecté',
    'first-text-signed-out':
      'Vous êtes resté inactif un moment. Ce que vous avez saisi est conservé sur cette page : laissez-la ouverte.',
    'first-link-signed-out': 'Se reconnecter (dans un nouvel onglet)',
    'first-then': 'Revenez sur cette page et envoyez.',
    'refused-title': 'Nous n’avons pas pu faire cela',
    'broken-title': 'Un problème est survenu de notre côté',
    'broken-text':
      'Rien de ce que vous avez enregistré n’est perdu. Réessayez dans quelques minutes. Si cela se reproduit, donnez-nous cette référence : {$reference}',
    'unavailable-title': 'Momentanément indisponible',
    'unavailable-text':
      'Une partie du service ne répond pas. Rien de ce que vous avez enregistré n’est perdu. Réessayez dans {$seconds :number} secondes.',
    'try-again': 'Réessayer',
    'to-start': 'Aller à la page d’accueil',
  },
  ar: {
    'form-not-ours': 'وصلنا هذا النموذج تالفًا. لم يضع شيء مما حفظته. ارجع وأرسله مرة أخرى.',
    'form-too-large':
      'هذا النموذج أكبر مما نستطيع استلامه. لم يضع شيء مما حفظته. ارجع واختصر إجاباتك أو اختر ملفات أصغر ثم أرسله مرة أخرى.',
    'json-not-read':
      'تعذّرت قراءة هذا. أرسل JSON بترميز UTF-8 دون ضغط، مع ‎“Content-Type: application/json”‎، وبعمق لا يزيد على 32 مستوى.',
    'json-too-large': 'هذا أكبر مما يمكن أخذه دفعة واحدة. أرسل أقل.',
    'address-damaged': 'وصلنا هذا العنوان تالفًا. تأكد من عدم وجود أحرف ناقصة أو زائدة فيه، أو اذهب إلى الصفحة الرئيسية.',
    'headers-too-large':
      'أرسل متصفحك إلينا دفعة واحدة أكثر مما نستطيع استلامه. احذف ملفات تعريف الارتباط الخاصة بهذا الموقع من متصفحك، ثم حاول مرة أخرى.',
    'request-broken-off': 'لم يصلنا ما أرسله متصفحك كاملًا. لم يتغير شيء. حاول مرة أخرى.',
    'form-elsewhere': 'أُرسل هذا النموذج من موقع آخر، لذلك لم نقبله. لم يتغير شيء.',
    'not-there': 'هذه الصفحة غير موجودة هنا. ربما نُقلت، أو ربما تخص شخصًا آخر.',
    'not-there-title': 'الصفحة غير موجودة',
    'stale-title': 'يرجى الإرسال مرة أخرى',
    'stale-text':
      'بقيت هذه الصفحة مفتوحة وقتًا طويلًا، أو سجلت الدخول من جديد في هذه الأثناء. ما كتبته محفوظ هنا. تأكد من أنك تريد إرساله.',
    'stale-button': 'أرسل الآن',
    'stale-file': 'اختر هذا الملف مرة أخرى: {$file}',
    'first-title-unsure': 'نحتاج إلى أن نكون أكثر تأكدًا من أنك أنت',
    'first-text-unsure': 'ما كتبته محفوظ في هذه الصفحة، فاتركها مفتوحة.',
    'first-link-unsure': 'سجّل الدخول بطريقة أقوى (في تبويب جديد)',
    'first-title-acting': 'أنت تتصرف نيابةً عن شخص آخر',
    'first-text-acting': 'هذه الصفحة تخصك أنت. ما كتبته محفوظ فيها، فاتركها مفتوحة.',
    'first-link-acting': 'توقّف عن التصرف نيابةً عنه (في تبويب جديد)',
    'first-title-signed-out': 'تم تسجيل خروجك',
    'first-text-signed-out': 'مرّ وقت دون نشاط. ما كتبته محفوظ في هذه الصفحة، فاتركها مفتوحة.',
    'first-link-signed-out': 'سجّل الدخول من جديد (في تبويب جديد)',
    'first-then': 'عُد إلى هذه الصفحة ثم أرسل.',
    'refused-title': 'لم نتمكن من القيام بذلك',
    'broken-title': 'حدث خطأ من جانبنا',
    'broken-text': 'لم يضع شيء مما حفظته. حاول مرة أخرى بعد بضع دقائق. إذا تكرر ذلك فأخبرنا بهذا المرجع: {$reference}',
    'unavailable-title': 'هذا غير متاح الآن',
    'unavailable-text': 'جزء من الخدمة لا يجيب. لم يضع شيء مما حفظته. حاول مرة أخرى بعد {$seconds :number} ثانية.',
    'try-again': 'حاول مرة أخرى',
    'to-start': 'اذهب إلى الصفحة الرئيسية',
  },
})
