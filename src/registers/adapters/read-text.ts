import type { Reading } from '../old/schema.ts'

/** What an old system's texts come to; `unfit` when one of them is not written as its reading says. */
export type ReadRow = Record<string, unknown> | 'unfit'

/**
 * Puts the texts of an old system in their places. An empty text, or none, is nothing known. Pure.
 * @param textOf  what stands under a name: a column, or a label on a screen
 */
export function readTexts(gives: Readonly<Record<string, Reading>>, textOf: (name: string) => string | undefined): ReadRow {
  const row: Record<string, unknown> = {}
  for (const [place, reading] of Object.entries(gives)) {
    const text = textOf(typeof reading === 'string' ? reading : reading.from)?.trim()
    if (!text) continue
    const value = readAs(reading, text)
    if (value === undefined) return 'unfit'
    put(row, place.split('.'), value)
  }
  return row
}

function readAs(reading: Reading, text: string): unknown {
  if (typeof reading === 'string') return text
  if ('day' in reading) return dayIn(reading.day, text)
  if ('yes' in reading) return text.toLowerCase() === reading.yes.toLowerCase()
  if ('number' in reading) return numberIn(reading.number, text)
  const amount = numberIn(reading.minor, text)
  return amount === undefined ? undefined : Math.round(amount * 100)
}

function dayIn(pattern: string, text: string): string | undefined {
  const names: string[] = []
  const source = pattern.replace(/[.]/g, '\\.').replace(/DD|MM|YYYY/g, part => {
    names.push(part)
    return part === 'YYYY' ? '(\\d{4})' : '(\\d{1,2})'
  })
  const parts = new RegExp(`^${source}$`).exec(text)?.slice(1)
  if (!parts) return undefined
  const part = (name: string) => parts[names.indexOf(name)]!.padStart(2, '0')
  const day = `${part('YYYY')}-${part('MM')}-${part('DD')}`
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined
}

const MARKS = { '1.234,56': ['.', ','], '1,234.56': [',', '.'], '1 234,56': [' ', ','] } as const

function numberIn(written: keyof typeof MARKS, text: string): number | undefined {
  const [group, point] = MARKS[written]
  const plain = text
    .replace(/[\u00a0\u202f]/g, ' ')
    .replaceAll(group, '')
    .replace(point, '.')
  return /^-?\d{1,13}(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

function put(row: Record<string, unknown>, [part, ...deeper]: readonly string[], value: unknown): void {
  if (deeper.length === 0) row[part!] = value
  else {
    row[part!] ??= {}
    put(row[part!] as Record<string, unknown>, deeper, value)
  }
}
