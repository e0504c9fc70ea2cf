import type { Government } from '../catalogue.ts'
import type { Fact } from '../fact.ts'
import type { FileFault } from '../faults.ts'
import { type Compiled, compileExpression } from '../feel/compile-expression.ts'
import { didYouMean, type Vocabulary } from '../feel/vocabulary.ts'
import type { Agency, RegisterAct, RegisterEvent, RegisterQuery } from '../register.ts'
import type { Language, Words } from '../words.ts'
import { type Path, type SourceFile, sayPath } from './source-file.ts'

/** What every service leans on; read before any of them. */
export interface Foundation {
  readonly government: Government
  readonly agencies: ReadonlyMap<string, Agency>
  readonly facts: ReadonlyMap<string, Fact>
  readonly registers: ReadonlyMap<string, RegisterQuery>
  readonly events: ReadonlyMap<string, RegisterEvent>
  readonly acts: ReadonlyMap<string, RegisterAct>
}

/** One file being checked: its faults gather, and the checking goes on. */
export interface Work {
  readonly source: SourceFile
  /** Warnings too; their severity tells them apart. */
  readonly faults: FileFault[]
  readonly languages: readonly Language[]
  /** It was published before: only what keeps it from being read is a fault now. */
  readonly isPublished?: boolean
}

interface Said {
  readonly message: string
  readonly hint: string
}

export function note({ source, faults }: Work, path: Path, { message, hint, offset }: Said & { offset?: number }): void {
  faults.push({ severity: 'fault', file: source.name, ...source.place(path, offset), message, hint })
}

/** As `note`, for what a file may be meant to say; or for what could not be judged. */
export function warn({ source, faults }: Work, path: Path, said: Said, severity: 'warning' | 'unjudged' = 'warning'): void {
  faults.push({ severity, file: source.name, ...source.place(path), ...said })
}

export function noteKey({ source, faults }: Work, path: Path, { message, hint }: Said): void {
  faults.push({ severity: 'fault', file: source.name, ...source.placeOfKey(path), message, hint })
}

/** The words, and a fault for every language of the file they are missing in. */
export function inEveryLanguage(work: Work, path: Path, words: Words): Words {
  const missing = work.languages.filter(language => !words[language]?.trim())
  if (missing.length > 0) {
    const message = `“${sayPath(path)}” has no words in ${missing.join(', ')}.`
    noteKey(work, path, {
      message,
      hint: `Add ${missing.map(language => `${language}: …`).join(', ')}, or take the language out of “languages”.`,
    })
  }
  return words
}

/** What a name refers to, or a fault that says what was perhaps meant. */
export function referred<T>(
  work: Work,
  path: Path,
  to: { kind: string; name: string; among: ReadonlyMap<string, T> },
): T | undefined {
  const { kind, name, among } = to
  const found = among.get(name)
  if (found === undefined) {
    const known = [...among.keys()]
    const otherwise = known.length > 0 && known.length <= 20 ? `Known: ${known.join(', ')}.` : `Declare the ${kind} first.`
    note(work, path, { message: `There is no ${kind} “${name}”.`, hint: didYouMean(name, known, otherwise) })
  }
  return found
}

/** An agency by its id; whoever writes its name instead is told the id. */
export function referredAgency(work: Work, path: Path, name: string, agencies: ReadonlyMap<string, Agency>): void {
  const plain = (text: string) => text.toLowerCase().trim()
  const named = [...agencies].find(([, agency]) =>
    Object.values(agency.name).some(words => words && plain(words) === plain(name)),
  )
  if (agencies.has(name) || !named) referred(work, path, { kind: 'agency', name, among: agencies })
  else note(work, path, { message: `There is no agency “${name}”.`, hint: `Did you mean ${named[0]} (${name})?` })
}

/** A FEEL expression compiled, or faults at the very word that is wrong. */
export function expression(
  work: Work,
  path: Path,
  { source, words }: { source: string; words: Vocabulary },
): Compiled | undefined {
  const compiled = compileExpression(source, words)
  if ('expression' in compiled) return compiled.expression
  for (const { from, message, hint } of compiled.faults) note(work, path, { message, hint, offset: from })
  return undefined
}

/** Faults for values that should each occur once. */
export function eachOnce(work: Work, values: readonly { path: Path; value: string }[], kind: string): void {
  const seen = new Set<string>()
  for (const { path, value } of values) {
    if (seen.has(value))
      note(work, path, {
        message: `The ${kind} “${value}” is there twice.`,
        hint: 'Give one of them another name, or take it out.',
      })
    seen.add(value)
  }
}

/** `{ [key]: value }`, or nothing when there is no value. */
export function maybe<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V }
}

/** A fault for a day that is in no calendar. */
export function checkDay(work: Work, path: Path, day: string): void {
  const date = new Date(`${day}T00:00:00Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
  if (!exists)
    noteKey(work, path, { message: `${day} is no day of the calendar.`, hint: 'Write year-month-day, such as 2026-04-06.' })
}
