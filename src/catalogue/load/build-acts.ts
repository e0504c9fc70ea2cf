import type { RegisterAct } from '../register.ts'
import type { RegistersFile } from '../schema/registers-file.ts'
import type { Path } from './source-file.ts'
import { inEveryLanguage, maybe, note, referred, type Work } from './work.ts'

/** What registers take from us once something is decided, by its name. */
export function buildActs(
  work: Work,
  { registers, acts = {} }: RegistersFile,
  facts: ReadonlyMap<string, { readonly of?: string }>,
): Map<string, RegisterAct> {
  const among = { registers: new Map(Object.entries(registers)), facts }
  return new Map(Object.entries(acts).map(([id, shape]) => [id, buildOne(work, ['acts', id], { id, shape, among })]))
}

interface One {
  readonly id: string
  readonly shape: NonNullable<RegistersFile['acts']>[string]
  readonly among: {
    readonly registers: ReadonlyMap<string, RegistersFile['registers'][string]>
    readonly facts: ReadonlyMap<string, { readonly of?: string }>
  }
}

function buildOne(work: Work, path: Path, { id, shape, among }: One): RegisterAct {
  const register = referred(work, [...path, 'register'], { kind: 'register', name: shape.register, among: among.registers })
  for (const name of Object.keys(shape.takes)) {
    const fact = referred(work, [...path, 'takes', name], { kind: 'fact', name, among: among.facts })
    if (fact && fact.of !== shape.each)
      note(work, [...path, 'takes', name], {
        message: `“${name}” is not of one of ${shape.each ?? 'the request itself'}.`,
        hint: fact.of ? `Add each: ${fact.of}.` : 'Take it out.',
      })
  }
  return {
    ...{ id, register: shape.register, agency: register?.agency ?? '', serviceId: shape.service, path: shape.post },
    ...{ person: shape.person, takes: new Map(Object.entries(shape.takes)) },
    ...maybe('each', shape.each),
    name: inEveryLanguage(work, [...path, 'name'], shape.name),
  }
}
