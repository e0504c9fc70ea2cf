import { FactsFile } from './schema/facts-file.ts'
import { AgenciesFile, ProvidesFile, RegistersFile } from './schema/registers-file.ts'
import { LifeEventFile, ServiceFile } from './schema/service-file.ts'

const DRAFT = 'http://json-schema.org/draft-07/schema#'

/** The JSON Schema of each kind of file, for editors: `agencies`, `facts`, `registers`, `provides`, `service`, `life-event`. */
export function fileSchemas(): Record<string, object> {
  const schemas = {
    agencies: AgenciesFile,
    facts: FactsFile,
    registers: RegistersFile,
    provides: ProvidesFile,
    service: ServiceFile,
    'life-event': LifeEventFile,
  }
  const published = Object.entries(schemas).map(([name, schema]) => [
    name,
    { $schema: DRAFT, title: `Portico ${name} file`, ...schema },
  ])
  return Object.fromEntries(published) as Record<string, object>
}
