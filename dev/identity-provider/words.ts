import type { Level } from './levels.ts'
import type { Subject } from './people.ts'

export type PageLanguage = 'en' | 'fr' | 'ar'

interface Words {
  readonly town: string
  readonly warning: string
  readonly title: string
  readonly lead: string
  readonly residents: string
  readonly staff: string
  readonly signInAs: (name: string) => string
  readonly born: string
  readonly levelTitle: string
  readonly levelHint: string
  readonly level: Readonly<Record<Level, string>>
  readonly otherTitle: string
  readonly otherLabel: string
  readonly otherHint: string
  readonly signIn: string
  readonly nobody: (subject: string) => string
  readonly problem: string
  readonly expired: string
  readonly failed: string
  readonly goBack: string
  readonly signOutTitle: string
  readonly signOutLead: string
  readonly signOut: string
  readonly stay: string
  readonly signedOut: string
  readonly stories: Readonly<Record<Subject, string>>
}

const en: Words = {
  town: 'Fairhaven',
  warning: 'Development identity provider: nobody’s real identity',
  title: 'Sign in to Fairhaven',
  lead: 'Choose whom to sign in as. These people are made up, and no password is asked.',
  residents: 'People who live here',
  staff: 'People who work here',
  signInAs: name => `Sign in as ${name}`,
  born: 'Born',
  levelTitle: 'Sign in at another level of assurance',
  levelHint: 'A service says how sure it must be of who you are. Choose a lower level to see it refuse.',
  level: { low: 'Low', substantial: 'Substantial', high: 'High' },
  otherTitle: 'Sign in as somebody else',
  otherLabel: 'Subject',
  otherHint: 'A named person, or one of the town’s synthetic population, such as population-17.',
  signIn: 'Sign in',
  nobody: subject => `Nobody in Fairhaven is known as “${subject}”. Check the subject and try again.`,
  problem: 'There is a problem',
  expired: 'This sign-in has run out. Go back to the service and start again.',
  failed: 'This request could not be followed. Go back to the service and start again.',
  goBack: 'Go back to the service',
  signOutTitle: 'Sign out of Fairhaven?',
  signOutLead: 'You are still signed in here, for every service that uses this sign-in.',
  signOut: 'Sign out',
  stay: 'Stay signed in',
  signedOut: 'You are signed out',
  stories: {
    bo: 'Has a newborn daughter, and lives with her partner Sam. Everything goes right.',
    elise: 'Has newborn twins and a household income above the limit: child benefit is refused, and the rest goes on.',
    dalia: 'Has a newborn son, lives alone with him, and reads Arabic.',
    kofi: 'No birth has been notified to the registers yet: he types what he knows.',
    amara: 'Childcare officer at Fairhaven City.',
    chidi: 'Childcare officer at Fairhaven City, beside Amara.',
    farid: 'Officer at the family agency.',
    ines: 'Registrar at the civil registry.',
    greta: 'Answers for Fairhaven City’s services.',
    maren: 'Privacy officer of the family agency.',
    yusuf: 'Privacy officer at Fairhaven City.',
    rosa: 'Keeps the register of companies.',
    ingrid: 'Has just turned 65: a pension is offered to her, and nothing is missing.',
    rachid: 'Has lost his job: help is offered to him, and two questions are left.',
    leila: 'Her daughter’s birth was registered: health cover came by itself, and child benefit is offered to her.',
  },
}

const fr: Words = {
  town: 'Fairhaven',
  warning: 'Fournisseur d’identité de développement : aucune identité réelle',
  title: 'Se connecter à Fairhaven',
  lead: 'Choisissez la personne à incarner. Ces personnes sont inventées et aucun mot de passe n’est demandé.',
  residents: 'Les personnes qui vivent ici',
  staff: 'Les personnes qui travaillent ici',
  signInAs: name => `Se connecter en tant que ${name}`,
  born: 'Date de naissance :',
  levelTitle: 'Se connecter à un autre niveau de garantie',
  levelHint:
    'Chaque service dit à quel point il doit être sûr de votre identité. Choisissez un niveau plus bas pour le voir refuser.',
  level: { low: 'Faible', substantial: 'Substantiel', high: 'Élevé' },
  otherTitle: 'Se connecter en tant que quelqu’un d’autre',
  otherLabel: 'Identifiant',
  otherHint: 'Une personne nommée, ou une personne de la population synthétique, par exemple population-17.',
  signIn: 'Se connecter',
  nobody: subject => `Personne à Fairhaven n’est connu sous « ${subject} ». Vérifiez l’identifiant et réessayez.`,
  problem: 'Il y a un problème',
  expired: 'Cette connexion a expiré. Retournez au service et recommencez.',
  failed: 'Cette demande n’a pas pu aboutir. Retournez au service et recommencez.',
  goBack: 'Retourner au service',
  signOutTitle: 'Se déconnecter de Fairhaven ?',
  signOutLead: 'Vous êtes encore connecté ici, pour tous les services qui utilisent cette connexion.',
  signOut: 'Se déconnecter',
  stay: 'Rester connecté',
  signedOut: 'Vous êtes déconnecté',
  stories: {
    bo: 'A une fille qui vient de naître et vit avec Sam. Tout se passe bien.',
    elise: 'A des jumeaux nouveau-nés et un revenu au-dessus du plafond : l’allocation est refusée, le reste suit son cours.',
    dalia: 'A un fils qui vient de naître, vit seule avec lui et lit l’arabe.',
    kofi: 'Aucune naissance n’a encore été notifiée aux registres : il saisit ce qu’il sait.',
    amara: 'Agente de la petite enfance à la ville de Fairhaven.',
    chidi: 'Agent de la petite enfance à la ville de Fairhaven, aux côtés d’Amara.',
    farid: 'Agent de la caisse des familles.',
    ines: 'Officière de l’état civil.',
    greta: 'Responsable des services de la Ville de Fairhaven.',
    maren: 'Chargée de la protection des données à l’agence de la famille.',
    yusuf: 'Chargé de la protection des données à la ville de Fairhaven.',
    rosa: 'Tient le registre des entreprises.',
    ingrid: 'Vient d’avoir 65 ans : une pension lui est proposée, et rien ne manque.',
    rachid: 'A perdu son emploi : une aide lui est proposée, il reste deux questions.',
    leila:
      'La naissance de sa fille a été enregistrée : la couverture santé est venue d’elle-même, et l’allocation lui est proposée.',
  },
}

const ar: Words = {
  town: 'فيرهيفن',
  warning: 'مزوّد هوية للتطوير: لا هوية حقيقية لأحد',
  title: 'تسجيل الدخول إلى فيرهيفن',
  lead: 'اختر الشخص الذي تريد الدخول باسمه. هؤلاء أشخاص مُتخيَّلون، ولا تُطلب أي كلمة مرور.',
  residents: 'سكان المدينة',
  staff: 'العاملون في المدينة',
  signInAs: name => `الدخول باسم ${name}`,
  born: 'تاريخ الميلاد:',
  levelTitle: 'الدخول بمستوى ضمان آخر',
  levelHint: 'تحدد كل خدمة مدى التأكد المطلوب من هويتك. اختر مستوى أدنى لترى كيف ترفض.',
  level: { low: 'منخفض', substantial: 'متوسط', high: 'مرتفع' },
  otherTitle: 'الدخول باسم شخص آخر',
  otherLabel: 'المعرّف',
  otherHint: 'شخص من المذكورين أو من السكان المُولَّدين، مثل population-17.',
  signIn: 'تسجيل الدخول',
  nobody: subject => `لا أحد في فيرهيفن يُعرف بالمعرّف «${subject}». تحقّق منه وحاول مرة أخرى.`,
  problem: 'هناك مشكلة',
  expired: 'انتهت مهلة تسجيل الدخول هذا. عُد إلى الخدمة وابدأ من جديد.',
  failed: 'تعذّر تنفيذ هذا الطلب. عُد إلى الخدمة وابدأ من جديد.',
  goBack: 'العودة إلى الخدمة',
  signOutTitle: 'هل تريد تسجيل الخروج من فيرهيفن؟',
  signOutLead: 'ما زلت مسجّل الدخول هنا لدى كل خدمة تستخدم هذا الدخول.',
  signOut: 'تسجيل الخروج',
  stay: 'البقاء مسجّلًا',
  signedOut: 'تم تسجيل خروجك',
  stories: {
    bo: 'لديها ابنة حديثة الولادة وتعيش مع شريكها سام. كل شيء يسير على ما يرام.',
    elise: 'لديها توأمان حديثا الولادة ودخل أسرتها فوق الحد: تُرفض إعانة الطفل ويستمر الباقي.',
    dalia: 'لديها ابن حديث الولادة، تعيش معه وحدها، وتقرأ العربية.',
    kofi: 'لم تُبلَّغ السجلات بأي ولادة بعد: يكتب ما يعرفه بنفسه.',
    amara: 'موظفة رعاية الأطفال في بلدية فيرهيفن.',
    chidi: 'موظف رعاية الأطفال في بلدية فيرهيفن، زميل أمارا.',
    farid: 'موظف في وكالة الأسرة.',
    ines: 'مسجِّلة في السجل المدني.',
    greta: 'مسؤولة عن خدمات مدينة فيرهيفن.',
    maren: 'مسؤولة حماية البيانات في وكالة الأسرة.',
    yusuf: 'مسؤول حماية البيانات في مدينة فيرهيفن.',
    rosa: 'تمسك سجل الشركات.',
    ingrid: 'بلغت للتو الخامسة والستين: عُرض عليها معاش ولا ينقص شيء.',
    rachid: 'فقد عمله: عُرضت عليه مساعدة وبقي سؤالان.',
    leila: 'سُجِّلت ولادة ابنتها: جاءت التغطية الصحية من تلقاء نفسها، وعُرضت عليها إعانة الطفل.',
  },
}

export const words: Readonly<Record<PageLanguage, Words>> = { en, fr, ar }

/** The first language among `ui_locales` (separated by spaces) that the pages speak, else English. */
export function pageLanguage(uiLocales: unknown): PageLanguage {
  const asked = String(uiLocales ?? '')
    .split(' ')
    .map(locale => locale.split('-')[0])
  return asked.find(isPageLanguage) ?? 'en'
}

function isPageLanguage(language: string | undefined): language is PageLanguage {
  return language === 'en' || language === 'fr' || language === 'ar'
}
