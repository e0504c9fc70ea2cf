/** What stands where in the machine-readable file of all that is held of a person. JSON Schema 2020-12. */
export function dataSchema(publicUrl: string) {
  const part = {
    type: 'object',
    required: ['table', 'title', 'leftOut', 'rows'],
    additionalProperties: false,
    properties: {
      table: { type: 'string', description: 'Where it is held: module and table.', pattern: '^[a-z_]+\\.[a-z_]+$' },
      title: { type: 'string', description: 'What it is, in the language of the person.' },
      leftOut: {
        type: 'object',
        description: 'What of each row is not told, and why.',
        additionalProperties: { type: 'string' },
      },
      rows: {
        type: 'array',
        description: 'One object for each thing held. Instants are ISO 8601 in UTC, calendar days YYYY-MM-DD, files base64.',
        items: { type: 'object', properties: { personId: { type: 'string' } }, required: ['personId'] },
      },
    },
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${publicUrl}/my-data.schema.json`,
    title: 'Everything held about one person',
    type: 'object',
    required: ['schema', 'government', 'person', 'madeAt', 'parts', 'complete'],
    additionalProperties: false,
    properties: {
      schema: { const: `${publicUrl}/my-data.schema.json` },
      government: {
        type: 'object',
        required: ['country', 'name'],
        properties: { country: { type: 'string' }, name: { type: 'object' } },
      },
      person: { type: 'string', description: 'The person’s id here.' },
      madeAt: { type: 'string', description: 'When it was told, ISO 8601.' },
      parts: { type: 'array', items: part },
      complete: { const: true, description: 'Stands at the end: a file without it was cut short.' },
    },
  } as const
}
