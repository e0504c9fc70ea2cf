import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Asset, assetShelf } from '#platform'
import { markFile } from './mark.tsx'
import { stylesheetFrom } from './stylesheet.ts'

/** The addresses a page links to. */
export interface PageAssets {
  readonly stylesheet: string
  /** Fonts worth fetching before the style sheet has been read, by language. */
  readonly fonts: Readonly<Record<'latin' | 'arabic', string>>
  readonly icon: string
  /** The accent colour as a literal, for the browser's own bar. */
  readonly colour: string
  readonly scripts: { readonly enhanced: string; readonly start: string }
}

const OWN_SHEETS = ['tokens', 'base', 'shell', 'front', 'journey', 'print']
const SCRIPTS = new URL('../../platform/html/browser/', import.meta.url)

/**
 * Reads every file that pages need, once, at the start: style sheet, fonts, scripts and mark.
 * @param moduleSheets  style sheets that modules keep beside their views
 */
export function readAssets(moduleSheets: readonly URL[] = []): PageAssets & { readonly files: ReadonlyMap<string, Asset> } {
  const shelf = assetShelf()
  const putFont = (file: string) => shelf.put(basename(file), readFileSync(file))
  const own = [...OWN_SHEETS.map(sheet), ...moduleSheets].map(textOf).join('\n')
  const colour = /--accent: (#[0-9a-f]{6})/.exec(own)![1]!
  const { css, latin, arabic } = stylesheetFrom({ own, putFont })
  const govuk = shelf.put(
    'govuk-frontend.js',
    textOf(new URL(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.js'))),
  )
  return {
    files: shelf.files,
    stylesheet: shelf.put('portico.css', css),
    fonts: { latin, arabic },
    icon: shelf.put('portico.svg', markFile(colour)),
    colour,
    scripts: {
      enhanced: shelf.put('enhanced.js', textOf(new URL('enhanced.js', SCRIPTS))),
      start: shelf.put('start.js', textOf(new URL('start.js', SCRIPTS)).replace('./govuk-frontend.min.js', govuk)),
    },
  }
}

function sheet(name: string): URL {
  return new URL(`styles/${name}.css`, import.meta.url)
}

function textOf(url: URL): string {
  return readFileSync(fileURLToPath(url), 'utf8')
}
