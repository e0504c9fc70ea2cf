interface Words {
  readonly received: string
  readonly granted: string
  readonly refused: string
  readonly officer: string
  readonly questions: string
  readonly file: string
}

/** What the form itself does not say, in the languages forms come in. */
export const WORDS: Readonly<Record<'en' | 'cy', Words>> = {
  en: {
    received: 'We have received your answers. An officer will read them and answer within 20 working days.',
    granted: 'Your application has been granted. The details are below.',
    refused: 'Your application has been refused. The reason is below.',
    officer: 'An officer reads your answers and decides.',
    questions: 'Your answers',
    file: 'File',
  },
  cy: {
    received: 'Rydym wedi cael eich atebion. Bydd swyddog yn eu darllen ac yn ateb o fewn 20 diwrnod gwaith.',
    granted: 'Mae eich cais wedi cael ei gymeradwyo. Mae’r manylion isod.',
    refused: 'Mae eich cais wedi cael ei wrthod. Mae’r rheswm isod.',
    officer: 'Mae swyddog yn darllen eich atebion ac yn penderfynu.',
    questions: 'Eich atebion',
    file: 'Ffeil',
  },
}
