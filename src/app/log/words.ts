import { dictionary } from '#platform'

export const words = dictionary({
  en: {
    title: 'The log, and how it is kept honest',
    what: 'Every look at somebody’s record and every act on it is written into one log before anything is shown or done.',
    how: 'Every few seconds what is new is sealed: one short code is worked out from every entry there is, and signed. If anyone changes, removes or adds an entry later, even somebody with full access to the database, the code no longer fits. The codes say nothing about any person.',
    'now-title': 'How far it is sealed',
    entries: 'Entries sealed',
    'sealed-at': 'Last sealed',
    signed: 'The signed head, for programs',
    'not-sealed': 'Nothing of the log is sealed yet. Ask again in ten seconds.',
    'no-such-head': 'Give the sizes of two heads: the smaller as “old”, the larger as “size”. All sizes are in /log/heads.json.',
    'witness-title': 'Be a witness',
    witness:
      'Whoever keeps these codes can hold us to them: newspapers, courts, other governments, you. Keep the newest from time to time, and ask for the proof that each begins with the one before.',
    '/log/checkpoint': 'The newest signed head (text)',
    '/log/heads.json': 'Every signed head, from the first on (JSON)',
    '/.well-known/log-keys.json': 'The keys that sign them (JSON)',
    'keys-title': 'Keys',
  },
  fr: {
    title: 'Le journal, et ce qui le garde honnête',
    what: 'Chaque consultation du dossier d’une personne et chaque acte qui s’y rapporte sont inscrits dans un seul journal, avant que quoi que ce soit ne soit montré ou fait.',
    how: 'Toutes les quelques secondes, ce qui est nouveau est scellé : un code court est calculé à partir de toutes les inscriptions, puis signé. Si quelqu’un modifie, retire ou ajoute ensuite une inscription, même avec tous les droits sur la base de données, le code ne correspond plus. Les codes ne disent rien d’aucune personne.',
    'now-title': 'Jusqu’où il est scellé',
    entries: 'Inscriptions scellées',
    'sealed-at': 'Dernier scellement',
    signed: 'La tête signée, pour les programmes',
    'not-sealed': 'Rien du journal n’est encore scellé. Redemandez dans dix secondes.',
    'no-such-head':
      'Donnez les tailles de deux têtes : la plus petite comme « old », la plus grande comme « size ». Toutes les tailles sont dans /log/heads.json.',
    'witness-title': 'Soyez témoin',
    witness:
      'Quiconque garde ces codes peut nous y tenir : la presse, les tribunaux, d’autres États, vous. Gardez le plus récent de temps en temps, et demandez la preuve que chacun commence par celui d’avant.',
    '/log/checkpoint': 'La tête signée la plus récente (texte)',
    '/log/heads.json': 'Toutes les têtes signées, depuis la première (JSON)',
    '/.well-known/log-keys.json': 'Les clés qui les signent (JSON)',
    'keys-title': 'Clés',
  },
  ar: {
    title: 'السجل، وما يحفظ أمانته',
    what: 'كل اطلاع على ملف شخص وكل إجراء فيه يُكتب في سجل واحد قبل أن يُعرض أي شيء أو يُنفَّذ.',
    how: 'كل بضع ثوانٍ يُختم ما هو جديد: يُحسب رمز قصير واحد من جميع القيود ثم يُوقَّع. فإذا غيّر أحد قيدًا أو حذفه أو أضافه لاحقًا، حتى من يملك كامل الصلاحيات على قاعدة البيانات، لم يعد الرمز مطابقًا. ولا تقول الرموز شيئًا عن أي شخص.',
    'now-title': 'إلى أي حد خُتم',
    entries: 'القيود المختومة',
    'sealed-at': 'آخر ختم',
    signed: 'الرأس الموقَّع، للبرامج',
    'not-sealed': 'لم يُختم شيء من السجل بعد. أعد السؤال بعد عشر ثوانٍ.',
    'no-such-head': 'اذكر حجمي رأسين: الأصغر في «old» والأكبر في «size». كل الأحجام في ‎/log/heads.json.',
    'witness-title': 'كن شاهدًا',
    witness:
      'كل من يحفظ هذه الرموز يستطيع أن يحاسبنا بها: الصحافة والمحاكم والدول الأخرى وأنت. احفظ أحدثها من حين إلى آخر، واطلب البرهان على أن كل رأس يبدأ بالذي قبله.',
    '/log/checkpoint': 'أحدث رأس موقَّع (نص)',
    '/log/heads.json': 'كل الرؤوس الموقَّعة منذ الأول (JSON)',
    '/.well-known/log-keys.json': 'المفاتيح التي توقّعها (JSON)',
    'keys-title': 'المفاتيح',
  },
})
