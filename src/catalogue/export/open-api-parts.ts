import type { Schema } from './fact-schema.ts'

export const TEXT: Schema = { type: 'string' }

/** One answer of an operation. */
export function answered(description: string, type: string, schema: string): object {
  return { description, content: { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } } }
}

/** Every property is always there. */
export function object(properties: Record<string, Schema>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter(name => !optional.includes(name))
  return { type: 'object', required, properties, additionalProperties: false }
}

export function listOf(items: Schema, description?: string): Schema {
  return { type: 'array', items, ...(description && { description }) }
}
