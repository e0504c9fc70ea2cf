import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { formatDate } from '../i18n/format.ts'
import { type Language, languages } from '../i18n/language.ts'
import { remember } from '../remember.ts'
import { sayWait, type Told } from './crowd-pages.tsx'
import type { PageReply, Reply } from './reply.ts'
import type { Visit } from './route.ts'

/** Fills a page that was drawn beforehand, as UTF-8; the address is escaped here. */
type Fill<Blank extends string> = (language: Language, blanks: Readonly<Record<Blank, string>>) => Buffer

/** What a page drawn beforehand leaves open: stands for itself until it is filled in. */
const blank = (name: string) => `PORTICO-BLANK-${name}-`
const PATH = `/${blank('path')}`

/**
 * Draws a page once in each language with blanks in it, so that showing it costs no more than putting the pieces together.
 * It is drawn for nobody: no name, no form.
 */
export function prepare<Blank extends string>(
  shell: (page: PageReply, visit: Visit, caller: unknown) => VNode,
  blanks: readonly Blank[],
  draw: (visit: Visit, blanks: Readonly<Record<Blank, string>>) => Reply,
): Fill<Blank | 'path'> {
  const names: readonly (Blank | 'path')[] = [...blanks, 'path']
  const left = Object.fromEntries(blanks.map(name => [name, blank(name)])) as Record<Blank, string>
  const drawn = new Map(
    languages.map(language => {
      const visit = nobodys(language)
      const html = `<!DOCTYPE html>${renderToString(shell(draw(visit, left) as PageReply, visit, undefined))}`
      const pieces = html.split(new RegExp(`(?:/PORTICO-BLANK-(?=path-)|PORTICO-BLANK-)(${names.join('|')})-`))
      return [language, pieces.map((piece, at) => (at % 2 === 0 ? Buffer.from(piece) : (piece as Blank | 'path')))]
    }),
  )
  return (language, given) =>
    Buffer.concat(drawn.get(language)!.map(piece => (typeof piece === 'string' ? Buffer.from(escaped(given[piece])) : piece)))
}

function nobodys(language: Language): Visit {
  return { method: 'GET', path: PATH, url: PATH, query: {}, language, secret: '', cookies: {}, authorization: '', formToken: '' }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, sign => ESCAPES[sign]!) : text
}

const DRAFTS_KEPT_DAYS = 365

/** A wait, the day until which a draft saved now is kept, and the reference, in words. */
export function told(language: Language, { seconds, now, reference }: { seconds: number; now: Date; reference: string }): Told {
  return { wait: sayWait(language, seconds), day: keptUntil(language, now), reference }
}

/** The last day of a draft that is saved now, in words. */
export function keptUntil(language: Language, now: Date): string {
  return dayInWords(language, Math.floor(now.getTime() / DAY_MS) + DRAFTS_KEPT_DAYS)
}

const DAY_MS = 86_400_000
const dayInWords = remember(30, (language: Language, day: number) =>
  formatDate(language, new Date(day * DAY_MS).toISOString().slice(0, 10)),
)
