import type { RegisterEvent, RegisterQuery } from '../register.ts'
import type { RegistersFile } from '../schema/registers-file.ts'
import type { Path } from './source-file.ts'
import { inEveryLanguage, maybe, referred, type Work } from './work.ts'

/** What registers tell us of by themselves, by its name. */
export function buildEvents(
  work: Work,
  { registers, events = {} }: RegistersFile,
  queries: ReadonlyMap<string, RegisterQuery>,
): Map<string, RegisterEvent> {
  const among = { registers: new Map(Object.entries(registers)), queries }
  return new Map(Object.entries(events).map(([id, shape]) => [id, buildOne(work, ['events', id], { id, shape, among })]))
}

interface One {
  readonly id: string
  readonly shape: NonNullable<RegistersFile['events']>[string]
  readonly among: {
    readonly registers: ReadonlyMap<string, RegistersFile['registers'][string]>
    readonly queries: ReadonlyMap<string, RegisterQuery>
  }
}

function buildOne(work: Work, path: Path, { id, shape, among }: One): RegisterEvent {
  const register = referred(work, [...path, 'register'], { kind: 'register', name: shape.register, among: among.registers })
  if (shape.with) referred(work, [...path, 'with'], { kind: 'query', name: shape.with, among: among.queries })
  return {
    ...{ id, register: shape.register, agency: register?.agency ?? '', client: shape.from, law: shape.law },
    name: inEveryLanguage(work, [...path, 'name'], shape.name),
    concerns: shape.concerns ?? 'self',
    ...maybe('with', shape.with),
  }
}
