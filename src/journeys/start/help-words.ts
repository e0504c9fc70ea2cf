/** The pages about the website itself: paragraphs, `## headings` and `- lists`. */
export const helpWords = {
  about: {
    title: { en: 'About Portico and contact', fr: 'À propos de Portico et contact', ar: 'عن Portico والتواصل' },
    text: {
      en: `Portico is one door to every public service. You say what is happening in your life; Portico brings together the services that go with it, asks you nothing that a public register already knows, and sends what you said to each office at once.

## What you can do here

- Find a service, and check whether you can get it, without signing in.
- Ask for one service, or for everything that goes with a life event, in one go.
- Stop and come back later, on another device.
- Follow your requests, read your messages and keep your documents.
- See everyone who looked at your data, and why.

## What Portico does not do

Driverless machines, virtual worlds and implants are outside its purpose. Nothing is decided by artificial intelligence: a decision follows rules that you can read, or a person decides.

## Contact

Fairhaven is a country that does not exist, so no office answers here. Every message in your mailbox names the office it comes from.`,
      fr: `Portico est une seule porte pour tous les services publics. Vous dites ce qui se passe dans votre vie ; Portico réunit les services qui vont avec, ne vous demande rien de ce qu’un registre public sait déjà, et transmet vos réponses à chaque administration en une fois.

## Ce que vous pouvez faire ici

- Trouver un service et vérifier si vous y avez droit, sans vous connecter.
- Demander un service, ou tout ce qui accompagne un événement de vie, en une fois.
- Vous arrêter et reprendre plus tard, sur un autre appareil.
- Suivre vos demandes, lire vos messages et garder vos documents.
- Voir toutes les personnes qui ont consulté vos données, et pourquoi.

## Ce que Portico ne fait pas

Les machines autonomes, les mondes virtuels et les implants n’entrent pas dans son objet. Aucune décision n’est prise par une intelligence artificielle : une décision suit des règles que vous pouvez lire, ou bien une personne décide.

## Contact

Fairhaven est un pays qui n’existe pas : aucune administration ne répond ici. Chaque message de votre messagerie indique l’administration qui l’envoie.`,
      ar: `Portico باب واحد لكل الخدمات العامة. تقول ما يحدث في حياتك، فيجمع Portico الخدمات المتصلة به، ولا يسألك عما يعرفه سجل عام مسبقًا، ويرسل إجاباتك إلى كل جهة دفعة واحدة.

## ما الذي يمكنك فعله هنا

- أن تجد خدمة وتتحقق إن كانت من حقك دون تسجيل الدخول.
- أن تطلب خدمة واحدة، أو كل ما يتصل بحدث في حياتك، دفعة واحدة.
- أن تتوقف وتعود لاحقًا من جهاز آخر.
- أن تتابع طلباتك وتقرأ رسائلك وتحتفظ بوثائقك.
- أن ترى كل من اطّلع على بياناتك ولماذا.

## ما لا يفعله Portico

الآلات الذاتية القيادة والعوالم الافتراضية والرقائق المزروعة خارج نطاقه. ولا يتخذ الذكاء الاصطناعي أي قرار: القرار يتبع قواعد يمكنك قراءتها، أو يتخذه إنسان.

## التواصل

فيرهيفن بلد غير موجود، ولذلك لا تجيب هنا أي جهة. كل رسالة في صندوق بريدك تذكر الجهة التي أرسلتها.`,
    },
  },
  accessibility: {
    title: { en: 'Accessibility', fr: 'Accessibilité', ar: 'إمكانية الوصول' },
    text: {
      en: `Public services are for everyone, so this website should be usable by everyone. It is built to meet level AA of the Web Content Accessibility Guidelines 2.2.

## What you can do

- Use every page with a keyboard alone, with a screen reader, or by voice.
- Enlarge text to four times its size, and use a screen 320 pixels wide, without scrolling sideways.
- Use your own colours: what matters is never told by colour alone.
- Read everything in English, French or Arabic.
- Do everything without JavaScript.

## What is not yet good enough

- Words of some services exist in one language only. They are marked, so that a screen reader reads them rightly.
- Laws open on other websites, which we do not make.

## How we check

Every page is checked by a program in a real browser, from left to right and from right to left, on narrow and on wide screens. People with disabilities have not tested it yet.

## If something stops you

Write to the office that answers for the service and say what stopped you. It will help you another way, and we mend the page.`,
      fr: `Les services publics sont pour tout le monde : ce site doit donc être utilisable par tout le monde. Il est construit pour respecter le niveau AA des Règles pour l’accessibilité des contenus Web 2.2.

## Ce que vous pouvez faire

- Utiliser chaque page au clavier seul, avec un lecteur d’écran ou à la voix.
- Agrandir le texte quatre fois et utiliser un écran de 320 pixels de large, sans défilement horizontal.
- Utiliser vos propres couleurs : rien d’important n’est dit par la couleur seule.
- Tout lire en français, en anglais ou en arabe.
- Tout faire sans JavaScript.

## Ce qui n’est pas encore assez bon

- Certains services n’existent que dans une langue. Leurs textes sont signalés pour qu’un lecteur d’écran les lise correctement.
- Les textes de loi s’ouvrent sur d’autres sites, que nous ne faisons pas.

## Comment nous vérifions

Chaque page est contrôlée par un programme dans un vrai navigateur, de gauche à droite et de droite à gauche, sur écran étroit et large. Des personnes handicapées ne l’ont pas encore testée.

## Si quelque chose vous arrête

Écrivez à l’administration responsable du service et dites ce qui vous a arrêté. Elle vous aidera autrement, et nous corrigerons la page.`,
      ar: `الخدمات العامة للجميع، ولذلك ينبغي أن يتمكن الجميع من استخدام هذا الموقع. وقد بُني ليستوفي المستوى AA من إرشادات الوصول إلى محتوى الويب 2.2.

## ما الذي يمكنك فعله

- أن تستخدم كل صفحة بلوحة المفاتيح وحدها، أو بقارئ شاشة، أو بالصوت.
- أن تكبّر النص أربع مرات، وأن تستخدم شاشة بعرض 320 بكسل دون تمرير أفقي.
- أن تستخدم ألوانك الخاصة: لا يُقال شيء مهم باللون وحده.
- أن تقرأ كل شيء بالعربية أو الفرنسية أو الإنجليزية.
- أن تنجز كل شيء دون JavaScript.

## ما الذي لم يبلغ الجودة الكافية بعد

- نصوص بعض الخدمات موجودة بلغة واحدة فقط، وهي معلَّمة كي يقرأها قارئ الشاشة قراءة صحيحة.
- تُفتح نصوص القوانين في مواقع أخرى لا نديرها.

## كيف نتحقق

يفحص برنامجٌ كل صفحة في متصفح حقيقي، من اليسار إلى اليمين ومن اليمين إلى اليسار، وعلى شاشات ضيقة وعريضة. ولم يختبرها بعد أشخاص من ذوي الإعاقة.

## إذا منعك شيء

اكتب إلى الجهة المسؤولة عن الخدمة واذكر ما منعك. ستساعدك بطريقة أخرى، وسنصلح الصفحة.`,
    },
  },
  privacy: {
    title: { en: 'Privacy', fr: 'Vie privée', ar: 'الخصوصية' },
    text: {
      en: `Your data is yours. The offices use it to do what you ask of them, and nothing else.

## What we ask, and what we look up

We ask only what a service needs to decide. What a public register already holds we look up instead, by a law that the page names, or only if you agree. You can take back your agreement at any time in your account; then we ask you instead.

## Who can see it

Each office gets only what its own service needs. Every look at your data is written down before it is made, and listed in your account: who, what, when and why.

## How long it is kept

- What you began but did not send stays with you until you discard it.
- What you sent is kept for as long as the law behind that service says, then deleted.
- When you check whether you can get a service without signing in, nothing is kept.

## Cookies

We set two: one that holds your place and protects your forms, and one that remembers your language. There is no advertising, no tracking and nothing from other companies on these pages.`,
      fr: `Vos données sont à vous. Les administrations s’en servent pour faire ce que vous leur demandez, et rien d’autre.

## Ce que nous demandons, et ce que nous consultons

Nous ne demandons que ce dont un service a besoin pour décider. Ce qu’un registre public contient déjà, nous le consultons, en vertu d’une loi que la page indique, ou seulement si vous êtes d’accord. Vous pouvez retirer votre accord à tout moment dans votre compte ; nous vous posons alors la question.

## Qui peut les voir

Chaque administration ne reçoit que ce dont son propre service a besoin. Chaque consultation de vos données est notée avant d’être faite et listée dans votre compte : qui, quoi, quand et pourquoi.

## Combien de temps elles sont conservées

- Ce que vous avez commencé sans l’envoyer reste à vous jusqu’à ce que vous le supprimiez.
- Ce que vous avez envoyé est conservé aussi longtemps que la loi de ce service le prévoit, puis effacé.
- Quand vous vérifiez sans vous connecter si vous avez droit à un service, rien n’est conservé.

## Cookies

Nous en déposons deux : l’un garde votre place et protège vos formulaires, l’autre retient votre langue. Il n’y a sur ces pages ni publicité, ni pistage, ni rien qui vienne d’autres entreprises.`,
      ar: `بياناتك ملكك. تستخدمها الجهات لإنجاز ما تطلبه منها، ولا شيء غير ذلك.

## ما نسأل عنه، وما نبحث عنه

لا نسأل إلا عما تحتاجه الخدمة لاتخاذ القرار. وما يحفظه سجل عام نبحث عنه بدلًا من سؤالك، بموجب قانون تذكره الصفحة، أو فقط إذا وافقت. يمكنك سحب موافقتك في أي وقت من حسابك، وعندئذ نسألك أنت.

## من يمكنه رؤيتها

لا تتلقى كل جهة إلا ما تحتاجه خدمتها. ويُسجَّل كل اطلاع على بياناتك قبل حدوثه ويظهر في حسابك: من، وماذا، ومتى، ولماذا.

## مدة الحفظ

- ما بدأته ولم ترسله يبقى لك حتى تحذفه.
- ما أرسلته يُحفظ بقدر ما ينص عليه قانون تلك الخدمة، ثم يُحذف.
- عندما تتحقق دون تسجيل الدخول إن كانت خدمة من حقك، لا يُحفظ شيء.

## ملفات تعريف الارتباط

نضع اثنين: واحدًا يحفظ موضعك ويحمي نماذجك، وآخر يتذكر لغتك. لا إعلانات في هذه الصفحات، ولا تتبع، ولا شيء من شركات أخرى.`,
    },
  },
}
