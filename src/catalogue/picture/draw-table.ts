import { directionOf } from '#platform'
import { INK } from './ink.ts'
import type { TablePlan, TableRow } from './plan-table.ts'
import type { Shape } from './shape.ts'
import { highOf, type Setting, type Sheet, sheetOf } from './sheet.ts'
import { words } from './words.ts'

const WIDTH = 1060
const MARGIN = 28
const PAD = 14
const NUMBER = 106

const TITLE: Setting = { size: 28, isBold: true }
const HEAD: Setting = { size: 18, isBold: true, colour: INK.accentDeep }
const CELL: Setting = { size: 18 }
const SMALL: Setting = { size: 17, colour: INK.inkSoft }

interface Cell {
  readonly text: string
  readonly setting: Setting
}

/** Draws a decision table: conditions, then what follows; the hit policy stands above it. */
export function drawTable(plan: TablePlan): Shape {
  const { language, title, desc, hit, columns, rows } = plan
  const t = words(language)
  const sheet = sheetOf(WIDTH, directionOf(language))
  const place = { x: MARGIN, width: WIDTH - 2 * MARGIN }
  let y = MARGIN
  y += sheet.words(title, { ...place, y }, TITLE) + 8
  y += sheet.words(hit, { ...place, y }, { size: 19, colour: INK.inkSoft }) + 20
  const end = columns.length > 2 ? 330 : 430
  const widths = [
    NUMBER,
    ...columns.map(() => (place.width - NUMBER - end) / columns.length),
    columns.length > 0 ? end : place.width - NUMBER,
  ]
  const head = [t('rule'), ...columns, t('outcome')].map((text): Cell[] => [{ text, setting: HEAD }])
  y = drawRow(sheet, { cells: head, widths, y, fill: INK.accentSoft })
  for (const row of rows) y = drawRow(sheet, { cells: cellsOf(row), widths, y, fill: INK.paper })
  return sheet.finish({ id: 'table', height: y + MARGIN, title, desc, language })
}

const COLOURS = { grant: INK.right, refuse: INK.wrong, officer: INK.ink } as const

function cellsOf({ number, cells, outcome, name, reason, amounts }: TableRow): Cell[][] {
  return [
    [{ text: number, setting: { ...CELL, isBold: true } }],
    ...cells.map(lines => lines.map(text => ({ text, setting: CELL }))),
    [
      { text: name, setting: { ...CELL, isBold: true, colour: COLOURS[outcome] } },
      { text: reason, setting: CELL },
      ...amounts.map(text => ({ text, setting: SMALL })),
    ],
  ]
}

interface Row {
  readonly cells: readonly (readonly Cell[])[]
  readonly widths: readonly number[]
  readonly y: number
  readonly fill: string
}

/** @returns where the row ends */
function drawRow(sheet: Sheet, { cells, widths, y, fill }: Row): number {
  const heights = cells.map((cell, at) =>
    cell.reduce((sum, { text, setting }) => sum + highOf(text, widths[at]! - 2 * PAD, setting) + 4, 0),
  )
  const height = Math.max(...heights) + 2 * PAD - 4
  let x = MARGIN
  for (const [at, cell] of cells.entries()) {
    const width = widths[at]!
    sheet.box({ x, y, width, height }, { fill, stroke: INK.line, 'stroke-width': 1.5 })
    let line = y + PAD - 2
    for (const { text, setting } of cell) line += sheet.words(text, { x: x + PAD, y: line, width: width - 2 * PAD }, setting) + 4
    x += width
  }
  return y + height
}
