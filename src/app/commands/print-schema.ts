import { fileSchemas } from '#catalogue'

const KINDS = Object.keys(fileSchemas())

export const SCHEMA_USAGE = `portico services schema KIND   print the JSON Schema of a kind of file, for editors that complete and check while one types
  KIND        ${KINDS.join(', ')}`

/** `services schema`: prints one JSON Schema. @returns the exit code */
export function printSchema([kind, ...more]: string[]): number {
  const schema = kind !== undefined && more.length === 0 && Object.hasOwn(fileSchemas(), kind) && fileSchemas()[kind]
  if (!schema) {
    console.error(kind && KINDS.includes(kind) ? SCHEMA_USAGE : `There is no kind of file “${kind ?? ''}”.\n\n${SCHEMA_USAGE}`)
    return 2
  }
  console.log(JSON.stringify(schema, null, 2))
  return 0
}
