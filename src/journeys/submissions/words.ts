import { dictionary } from '#platform'

/** What is said to a department's system that sends requests for people. */
export const words = dictionary({
  en: {
    'not-an-object': 'Send an object with “person” and “answers”.',
    unknown: '“{$name}” is not read here. Leave it out.',
    language: '“language” is en, fr or ar: the language in which the person is written to.',
    person: 'Say in “person” for whom this is: nationalId, givenNames and familyName.',
    nationalId: 'Give the person’s national identifier as text, such as FH-840312-1047.',
    givenNames: 'Give the person’s given names as text.',
    familyName: 'Give the person’s family name as text.',
    'file-not-taken': 'Files cannot be sent this way. The person can hand them in on the website or at a counter.',
    'not-asked': '“{$name}” is not asked with these answers and would not count. Leave it out.',
    'faults-title': 'Some of this cannot be taken. Nothing was sent.',
    'faults-text': 'Mend what “errors” lists and send it again with the same key or another one.',
    'key-missing': 'Give each request an Idempotency-Key header of 16 to 64 letters, digits, “-” and “_”, such as a UUID.',
    'not-your-service': 'This system may not send requests for this service. Ask the operator to register it for the service.',
    'not-sent': 'Nothing was sent by this system under this key.',
  },
  fr: {
    'not-an-object': 'Envoyez un objet avec « person » et « answers ».',
    unknown: '« {$name} » n’est pas lu ici. Retirez-le.',
    language: '« language » vaut en, fr ou ar : la langue dans laquelle on écrit à la personne.',
    person: 'Dites dans « person » pour qui est cette demande : nationalId, givenNames et familyName.',
    nationalId: 'Donnez l’identifiant national de la personne sous forme de texte, par exemple FH-840312-1047.',
    givenNames: 'Donnez les prénoms de la personne sous forme de texte.',
    familyName: 'Donnez le nom de famille de la personne sous forme de texte.',
    'file-not-taken':
      'Les fichiers ne peuvent pas être envoyés par cette voie. La personne peut les remettre sur le site ou à un guichet.',
    'not-asked': '« {$name} » n’est pas demandé avec ces réponses et ne compterait pas. Retirez-le.',
    'faults-title': 'Une partie ne peut pas être acceptée. Rien n’a été envoyé.',
    'faults-text': 'Corrigez ce que « errors » énumère et renvoyez la demande, avec la même clé ou une autre.',
    'key-missing':
      'Donnez à chaque demande un en-tête Idempotency-Key de 16 à 64 lettres, chiffres, « - » et « _ », par exemple un UUID.',
    'not-your-service':
      'Ce système ne peut pas envoyer de demandes pour ce service. Demandez à l’exploitant de l’enregistrer pour ce service.',
    'not-sent': 'Ce système n’a rien envoyé sous cette clé.',
  },
  ar: {
    'not-an-object': 'أرسل كائنًا يضم «person» و«answers».',
    unknown: 'لا يُقرأ «{$name}» هنا. احذفه.',
    language: 'قيمة «language» هي en أو fr أو ar: اللغة التي نكتب بها إلى الشخص.',
    person: 'اذكر في «person» لمن هذا الطلب: nationalId وgivenNames وfamilyName.',
    nationalId: 'اكتب الرقم الوطني للشخص نصًا، مثل FH-840312-1047.',
    givenNames: 'اكتب أسماء الشخص الأولى نصًا.',
    familyName: 'اكتب اسم عائلة الشخص نصًا.',
    'file-not-taken': 'لا يمكن إرسال الملفات بهذه الطريقة. يمكن للشخص تسليمها على الموقع أو في مركز الخدمة.',
    'not-asked': 'لا يُسأل عن «{$name}» مع هذه الإجابات ولن يُحسب. احذفه.',
    'faults-title': 'لا يمكن قبول بعض ما أُرسل. لم يُرسل أي شيء.',
    'faults-text': 'صحّح ما يرد في «errors» وأرسل الطلب مرة أخرى بالمفتاح نفسه أو بغيره.',
    'key-missing': 'أعطِ كل طلب ترويسة Idempotency-Key من 16 إلى 64 حرفًا أو رقمًا أو «-» أو «_»، مثل UUID.',
    'not-your-service': 'لا يجوز لهذا النظام إرسال طلبات لهذه الخدمة. اطلب من المشغّل تسجيله لها.',
    'not-sent': 'لم يرسل هذا النظام شيئًا بهذا المفتاح.',
  },
})
