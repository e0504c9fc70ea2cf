import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { logical } from './logical.ts'

const LATIN = '@fontsource-variable/source-sans-3/index.css'
const ARABIC = ['@fontsource/noto-sans-arabic/arabic-400.css', '@fontsource/noto-sans-arabic/arabic-700.css']

interface Fonts {
  /** Puts a font file on the shelf and gives its address. */
  putFont(file: string): string
}

/** The one style sheet of all pages: typefaces, GOV.UK Frontend in both directions of writing, then our own. */
export function stylesheetFrom({ own, putFont }: Fonts & { own: string }): { css: string; latin: string; arabic: string } {
  const addresses = new Map<string, string>()
  const faces = [LATIN, ...ARABIC].map(sheet =>
    facesOf(sheet, file => addresses.set(file, addresses.get(file) ?? putFont(file)).get(file)!),
  )
  const address = (name: string) => [...addresses].find(([file]) => file.endsWith(name))![1]
  return {
    css: [...faces, withoutBrand(logical(frontend())), own].join('\n'),
    latin: address('source-sans-3-latin-wght-normal.woff2'),
    arabic: address('noto-sans-arabic-arabic-400-normal.woff2'),
  }
}

/** The package's own `@font-face` rules, which name the characters each file holds, with our addresses in them. */
function facesOf(sheet: string, addressOf: (file: string) => string): string {
  const path = pathOf(sheet)
  return readFileSync(path, 'utf8')
    .replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, '')
    .replace(/url\(\.\/([^)]*)\)/g, (_, file: string) => `url(${addressOf(join(dirname(path), file))})`)
}

/** The crest and the GDS Transport typeface may be used on GOV.UK only. */
function withoutBrand(css: string): string {
  return css
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/font-family:(GDS Transport,arial,)?sans-serif/g, 'font-family:var(--font)')
    .replace(/[^{}]*copyright-logo[^{}]*\{[^}]*\}/g, '')
}

function frontend(): string {
  return readFileSync(pathOf('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8').replace(/\/\*#[^*]*\*\//, '')
}

function pathOf(specifier: string): string {
  return fileURLToPath(import.meta.resolve(specifier))
}
