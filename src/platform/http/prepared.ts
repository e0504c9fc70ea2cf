import type { VNode } from 'preact'
import { blanksFor, renderPage, splitAtBlanks } from '#platform/html'
import { formatDate } from '../i18n/format.ts'
import { type Language, languages } from '../i18n/language.ts'
import { remember } from '../remember.ts'
import { sayWait, type Told } from './crowd-pages.tsx'
import type { PageReply, Reply } from './reply.ts'
import type { Visit } from './route.ts'

/** Fills a page that was drawn beforehand, as UTF-8; the address is escaped here. */
type Fill<Blank extends string> = (language: Language, blanks: Readonly<Record<Blank, string>>) => Buffer

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
  const left = blanksFor(names)
  const drawn = new Map(
    languages.map(language => {
      const visit = nobodys(language, `/${left.path}`)
      const { pieces, between } = splitAtBlanks(renderPage(shell(draw(visit, left) as PageReply, visit, undefined)), names)
      return [language, pieces.flatMap((piece, at) => [Buffer.from(piece), ...between.slice(at, at + 1)])]
    }),
  )
  // The address begins with what was drawn.
  const filled = (name: Blank | 'path', given: Readonly<Record<Blank | 'path', string>>) =>
    Buffer.from(escaped(name === 'path' ? given.path.slice(1) : given[name]))
  return (language, given) =>
    Buffer.concat(drawn.get(language)!.map(piece => (typeof piece === 'string' ? filled(piece, given) : piece)))
}

function nobodys(language: Language, path: string): Visit {
  return { method: 'GET', path, url: path, query: {}, language, secret: '', cookies: {}, authorization: '', formToken: '' }
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
