import { dictionary } from '#platform'

/** What a person reads when a sign-in does not work out. */
export const signInWords = dictionary({
  en: {
    SIGN_IN_NOT_STARTED_HERE:
      'This sign-in was not started in this browser, or was started too long ago. Start again from the service.',
    SIGN_IN_DECLINED: 'You are not signed in: the sign-in was stopped before the end. Start again when you are ready.',
    SIGN_IN_RUN_OUT: 'This sign-in was used already or took too long. Start again from the service.',
    SIGN_IN_NOT_TRUSTED:
      'We could not check the answer of your identity provider, so you are not signed in. Start again from the service.',
    SIGN_IN_LEVEL_TOO_LOW: 'This service must be surer of who you are. Sign in again with a stronger method.',
    SIGN_IN_INCOMPLETE:
      'Your identity provider did not tell us your name, so you are not signed in. Ask it to share your name, then start again.',
    SIGN_OUT_NOT_TRUSTED: 'This notice of sign-out could not be checked and was not followed.',
    SIGN_IN_UNAVAILABLE:
      'Sign-in is not available right now. Everything that needs no sign-in still works; try again in a minute.',
  },
  fr: {
    SIGN_IN_NOT_STARTED_HERE:
      'Cette connexion n’a pas commencé dans ce navigateur, ou il y a trop longtemps. Recommencez depuis le service.',
    SIGN_IN_DECLINED: 'Vous n’êtes pas connecté : la connexion a été interrompue. Recommencez quand vous serez prêt.',
    SIGN_IN_RUN_OUT: 'Cette connexion a déjà servi ou a pris trop de temps. Recommencez depuis le service.',
    SIGN_IN_NOT_TRUSTED:
      'Nous n’avons pas pu vérifier la réponse de votre fournisseur d’identité : vous n’êtes pas connecté. Recommencez depuis le service.',
    SIGN_IN_LEVEL_TOO_LOW:
      'Ce service doit être plus sûr de votre identité. Connectez-vous à nouveau avec une méthode plus forte.',
    SIGN_IN_INCOMPLETE:
      'Votre fournisseur d’identité ne nous a pas donné votre nom : vous n’êtes pas connecté. Demandez-lui de le partager, puis recommencez.',
    SIGN_OUT_NOT_TRUSTED: 'Cet avis de déconnexion n’a pas pu être vérifié et n’a pas été suivi.',
    SIGN_IN_UNAVAILABLE:
      'La connexion n’est pas disponible pour le moment. Tout ce qui n’en a pas besoin fonctionne ; réessayez dans une minute.',
  },
  ar: {
    SIGN_IN_NOT_STARTED_HERE: 'لم يبدأ تسجيل الدخول هذا في هذا المتصفح، أو بدأ منذ وقت طويل. ابدأ من جديد من الخدمة.',
    SIGN_IN_DECLINED: 'لم يتم تسجيل دخولك: توقّف تسجيل الدخول قبل نهايته. ابدأ من جديد عندما تكون مستعدًا.',
    SIGN_IN_RUN_OUT: 'استُخدم تسجيل الدخول هذا من قبل أو استغرق وقتًا طويلًا. ابدأ من جديد من الخدمة.',
    SIGN_IN_NOT_TRUSTED: 'لم نتمكن من التحقق من رد مزوّد الهوية، لذلك لم يتم تسجيل دخولك. ابدأ من جديد من الخدمة.',
    SIGN_IN_LEVEL_TOO_LOW: 'يجب أن تكون هذه الخدمة أكثر تأكدًا من هويتك. سجّل الدخول مرة أخرى بطريقة أقوى.',
    SIGN_IN_INCOMPLETE: 'لم يخبرنا مزوّد الهوية باسمك، لذلك لم يتم تسجيل دخولك. اطلب منه مشاركة اسمك ثم ابدأ من جديد.',
    SIGN_OUT_NOT_TRUSTED: 'تعذّر التحقق من إشعار تسجيل الخروج هذا ولم يُنفَّذ.',
    SIGN_IN_UNAVAILABLE: 'تسجيل الدخول غير متاح الآن. كل ما لا يحتاج إليه ما زال يعمل؛ حاول مرة أخرى بعد دقيقة.',
  },
})
