import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Catalogue, CatalogueFaults, type Fact, type FileFault, readSource, shapeChecker } from '#catalogue'
import { languages, type Words } from '#platform'
import type { ActsFor, OwnRegister, OwnRegisters, Told } from './own-register.ts'
import { OwnRegisterFile } from './schema.ts'

const FOLDER = 'own-registers'
const shapeOf = shapeChecker(OwnRegisterFile)

type Known = Pick<Catalogue, 'facts' | 'agencies'> & { readonly provided: ReadonlyMap<string, unknown> }

/**
 * Reads and checks `own-registers/*.yaml` of a government's folder; none when there is no such folder.
 * @throws {CatalogueFaults} with everything that is wrong, all at once
 */
export async function loadOwnRegisters(dir: string, known: Known): Promise<OwnRegisters> {
  const names = await readdir(join(dir, FOLDER)).catch(() => [])
  const faults: FileFault[] = []
  const found = new Map<string, OwnRegister>()
  const codes = new Set(known.provided.keys())
  for (const file of names.filter(name => name.endsWith('.yaml')).sort()) {
    const source = readSource(`${FOLDER}/${file}`, await readFile(join(dir, FOLDER, file), 'utf8'))
    const shape = shapeOf(source, faults)
    if (!shape) continue
    const note: Note = (path, message, hint) =>
      faults.push({ severity: 'fault', file: source.name, ...source.place(path), message, hint })
    const id = file.replace(/\.yaml$/, '')
    found.set(id, built(shape, { id, known, codes, note }))
  }
  if (faults.length > 0) throw new CatalogueFaults(faults)
  return found
}

type Note = (path: readonly (string | number)[], message: string, hint: string) => void

interface Around {
  readonly id: string
  readonly known: Known
  /** Codes of services that are taken already. */
  readonly codes: Set<string>
  readonly note: Note
}

function built(shape: OwnRegisterFile, around: Around): OwnRegister {
  const { id, known, note } = around
  if (!known.agencies.has(shape.agency))
    note(['agency'], `There is no agency “${shape.agency}”.`, 'Compare it with agencies.yaml.')
  for (const path of ['name', 'purpose'] as const) checkWords([path], shape[path], note)
  const fields = shape.fields.flatMap((name, at) => factIn(name, ['fields', at], around) ?? [])
  const field = (name: string, path: readonly (string | number)[]) => fieldIn(fields, { name, path }, note)
  const key = field(shape.key, ['key'])
  checkKey(shape, key, note)
  const actsFor = shape['acts-for'] && actsForOf(shape, { field, note })
  return {
    ...{ id, name: shape.name, purpose: shape.purpose, agency: shape.agency, law: shape.law, about: shape.about, fields },
    key: key!,
    title: flat(field(shape.title, ['title']), ['title'], note)!,
    findBy: shape['find-by'].flatMap((name, at) => field(name, ['find-by', at]) ?? []),
    ...(actsFor ? { actsFor } : {}),
    tells: new Map(
      Object.entries(shape.tells ?? {}).map(([code, told]) => [code, tellOf(code, told, { ...around, shape, field })]),
    ),
  }
}

function checkWords(path: readonly (string | number)[], words: Words, note: Note): void {
  const missing = languages.filter(language => !words[language]?.trim())
  if (missing.length > 0)
    note(path, `“${path.join('.')}” has no words in ${missing.join(', ')}.`, `Add ${missing.map(one => `${one}: …`).join(', ')}.`)
}

/** Files and answers within answers are not kept in a register. */
const NOT_KEPT: readonly Fact['type'][] = ['file', 'list', 'many-of']

function factIn(name: string, path: readonly (string | number)[], { known, note }: Around): Fact | undefined {
  const fact = known.facts.get(name)
  if (!fact) note(path, `There is no fact “${name}”.`, 'Declare it in facts.yaml.')
  if (fact && NOT_KEPT.includes(fact.type)) note(path, `“${name}” is ${fact.type}, which a register cannot keep.`, 'Take it out.')
  return fact
}

function fieldIn(
  fields: readonly Fact[],
  { name, path }: { name: string; path: readonly (string | number)[] },
  note: Note,
): Fact | undefined {
  const fact = fields.find(one => one.name === name)
  if (!fact) note(path, `“${name}” is none of the register’s fields.`, 'Add it to “fields”.')
  return fact
}

function flat(fact: Fact | undefined, path: readonly (string | number)[], note: Note): Fact | undefined {
  if (fact?.of) note(path, `“${fact.name}” stands in a list.`, 'Choose a field of which an entry has one.')
  return fact
}

function checkKey({ about }: OwnRegisterFile, key: Fact | undefined, note: Note): void {
  flat(key, ['key'], note)
  if (key?.optional) note(['key'], `“${key.name}” may be left blank, so it tells no entry from another.`, 'Choose another key.')
  if (key && about === 'person' && key.type !== 'national-id')
    note(['key'], 'A register about people has the national identifier as its key.', 'Choose a fact of type national-id.')
}

type Field = (name: string, path: readonly (string | number)[]) => Fact | undefined

function actsForOf(shape: OwnRegisterFile, { field, note }: { field: Field; note: Note }): ActsFor | undefined {
  const { person: name, when } = shape['acts-for']!
  if (shape.about !== 'organisation') note(['acts-for'], 'Others act for organisations alone here.', 'Take “acts-for” out.')
  const person = field(name, ['acts-for', 'person'])
  const fact = when && field(when.fact, ['acts-for', 'when', 'fact'])
  if (person && (person.type !== 'national-id' || !person.of))
    note(['acts-for', 'person'], `“${name}” is no national identifier in a list.`, 'Choose one, such as director.nationalId.')
  if (fact && fact.of !== person?.of)
    note(['acts-for', 'when', 'fact'], `“${fact.name}” is not of the same list as “${name}”.`, 'Choose a fact beside it.')
  for (const [at, value] of (when?.is ?? []).entries())
    if (fact && !fact.options?.some(option => option.value === value))
      note(['acts-for', 'when', 'is', at], `“${fact.name}” is never “${value}”.`, 'Compare it with the options in facts.yaml.')
  return person && { person, ...(when && fact ? { when: { fact, is: when.is } } : {}) }
}

type ToldShape = NonNullable<OwnRegisterFile['tells']>[string]

function tellOf(id: string, shape: ToldShape, around: Around & { shape: OwnRegisterFile; field: Field }): Told {
  const { codes, note, field } = around
  const path = ['tells', id]
  if (codes.has(id)) note(path, `Another service is called “${id}”.`, 'Give one of them another code.')
  codes.add(id)
  for (const name of ['name', 'purpose'] as const) checkWords([...path, name], shape[name], note)
  for (const fact of Object.keys(shape.gives)) field(fact, [...path, 'gives', fact])
  const by = around.shape.about === 'person' ? '{nationalId}' : '{organisationNumber}'
  if (!shape.get.includes(by))
    note([...path, 'get'], `An entry of this register is asked for by ${by}.`, `Write ${by} into the path.`)
  for (const [at, { client, name }] of shape.to.entries()) {
    checkWords([...path, 'to', at, 'name'], name, note)
    if (shape.to.findIndex(one => one.client === client) < at)
      note([...path, 'to', at, 'client'], `“${client}” is there twice.`, 'Take one of them out.')
  }
  return {
    id,
    name: shape.name,
    purpose: shape.purpose,
    path: shape.get,
    gives: new Map(Object.entries(shape.gives)),
    to: shape.to,
  }
}
