/** A service with conditions on several answers, some of which make others needless; in three languages. */
export const busPass = `
service: bus-pass
version: 1
name: { en: Get a bus pass, fr: Obtenir une carte de bus, ar: الحصول على بطاقة حافلات }
summary: { en: Travel free in Fairhaven, fr: Voyagez gratuitement à Fairhaven, ar: تنقل مجانًا في فيرهيفن }
facts:
  pass.earns: { type: number, label: { en: How much do you earn a month?, fr: Combien gagnez-vous par mois ?, ar: كم تكسب في الشهر؟ } }
  pass.alone: { type: yes-no, label: { en: Do you live alone?, fr: Vivez-vous seul ?, ar: هل تعيش وحدك؟ } }
  pass.age: { type: number, label: { en: How old are you?, fr: Quel âge avez-vous ?, ar: كم عمرك؟ }, min: 0, max: 120 }
direction: { owner: municipality, for: person }
design:
  pages:
    - { page: you, title: { en: About you, fr: À votre sujet, ar: عنك }, facts: [pass.earns, pass.alone, pass.age] }
development:
  eligible:
    - id: in-need
      if: (pass.earns < 1500 and pass.alone) or pass.age >= 65
      else:
        en: The pass is for people of 65 and over, and for those who live alone and earn little.
        fr: La carte est pour les personnes de 65 ans et plus, et pour celles qui vivent seules et gagnent peu.
        ar: البطاقة لمن بلغوا 65 عامًا فأكثر، ولمن يعيشون وحدهم ودخلهم قليل.
  reasons: { in-need: { en: You may have it., fr: Vous y avez droit., ar: هي من حقك. } }
  decide: { hit: first, rules: [{ then: grant, because: in-need }] }
delivery:
  channels: [web]
  identity: low
  decide-within: 5 working days
  clock: { pauses-while: [waiting-on-person] }
  messages: { granted: { en: Here is your pass., fr: Voici votre carte., ar: هذه بطاقتك. } }
`
