import { dictionary } from '#platform'

/** What is said to developers: on a service's page, and of answers that a program sent. */
export const words = dictionary({
  en: {
    'developers-title': 'For developers',
    'developers-text': 'This service as data, for other websites and other offices’ programs:',
    'cpsv-ap.ttl': 'Description in CPSV-AP, as Turtle',
    'cpsv-ap.jsonld': 'Description in CPSV-AP, as JSON-LD',
    'schema-org.jsonld': 'Description in schema.org, as JSON-LD',
    'answers.schema.json': 'What the answers look like, as JSON Schema',
    'openapi.json': 'How a program checks answers, as OpenAPI',
    'fault-unknown-name':
      '“{$name}” is not asked by this service. Leave it out, or look its name up in the schema of the answers.',
    'fault-not-a-group': '“{$name}” must be an object with facts by their names.',
    'fault-not-a-list': '“{$name}” must be a list, with one object for each entry.',
    'fault-too-many-entries': '“{$name}” may have {$max :number} entries at most.',
  },
  fr: {
    'developers-title': 'Pour les développeurs',
    'developers-text': 'Ce service sous forme de données, pour d’autres sites et les programmes d’autres administrations :',
    'cpsv-ap.ttl': 'Description en CPSV-AP, au format Turtle',
    'cpsv-ap.jsonld': 'Description en CPSV-AP, au format JSON-LD',
    'schema-org.jsonld': 'Description en schema.org, au format JSON-LD',
    'answers.schema.json': 'La forme des réponses, en JSON Schema',
    'openapi.json': 'Comment un programme vérifie des réponses, en OpenAPI',
    'fault-unknown-name':
      '« {$name} » n’est pas demandé par ce service. Retirez-le, ou cherchez son nom dans le schéma des réponses.',
    'fault-not-a-group': '« {$name} » doit être un objet qui contient des données par leur nom.',
    'fault-not-a-list': '« {$name} » doit être une liste, avec un objet par élément.',
    'fault-too-many-entries': '« {$name} » peut avoir au plus {$max :number} éléments.',
  },
  ar: {
    'developers-title': 'للمطوّرين',
    'developers-text': 'هذه الخدمة في صورة بيانات، للمواقع الأخرى ولبرامج الجهات الأخرى:',
    'cpsv-ap.ttl': 'الوصف وفق CPSV-AP بصيغة Turtle',
    'cpsv-ap.jsonld': 'الوصف وفق CPSV-AP بصيغة JSON-LD',
    'schema-org.jsonld': 'الوصف وفق schema.org بصيغة JSON-LD',
    'answers.schema.json': 'شكل الإجابات بصيغة JSON Schema',
    'openapi.json': 'كيف يتحقق برنامج من الإجابات، بصيغة OpenAPI',
    'fault-unknown-name': 'لا تسأل هذه الخدمة عن «{$name}». احذفه، أو ابحث عن اسمه في مخطط الإجابات.',
    'fault-not-a-group': 'يجب أن يكون «{$name}» كائنًا يضم البيانات بأسمائها.',
    'fault-not-a-list': 'يجب أن يكون «{$name}» قائمة، بكائن واحد لكل عنصر.',
    'fault-too-many-entries': 'لا يجوز أن تتجاوز عناصر «{$name}» العدد {$max :number}.',
  },
})
