import { FONT, INK } from './ink.ts'
import type { Attributes, Shape } from './shape.ts'
import { linesOf } from './type.ts'

/** How words are set: size in units of the drawing. */
export interface Setting {
  readonly size: number
  readonly isBold?: boolean
  readonly colour?: string
}

const LINE = 1.3

/** A drawing that grows downwards. x counts from the side where reading begins, so that one plan serves both directions. */
export interface Sheet {
  box(box: Box, look: Attributes): void
  circle(x: number, y: number, look: Attributes): void
  /** A line through points, its corners rounded. */
  line(points: readonly Point[], look?: Attributes): void
  /** The tip of an arrow that points down, or onwards in the direction of reading. */
  tip(x: number, y: number, pointing: 'down' | 'onwards', colour?: string): void
  /** Sets words in as many lines as they need. @returns how high they stand */
  words(text: string, at: { x: number; y: number; width: number }, setting: Setting): number
  /** A short sign in the middle of something. */
  sign(text: string, at: Point, setting: Setting): void
  /** The drawing as it is. @param id of the drawing on a page; `language` is a BCP 47 tag */
  finish(about: { id: string; height: number; title: string; desc: string; language: string }): Shape
}

type Point = readonly [x: number, y: number]

/** An empty sheet. */
export function sheetOf(width: number, direction: 'ltr' | 'rtl'): Sheet {
  const parts: Shape[] = []
  const side = (x: number, wide = 0) => (direction === 'rtl' ? width - x - wide : x)
  const draw = (name: string, attributes: Attributes, inside: Shape['inside'] = []) =>
    void parts.push({ name, attributes, inside })
  const sheet: Sheet = {
    box: ({ x, y, width: wide, height }, look) =>
      draw('rect', { x: round(side(x, wide)), y: round(y), width: round(wide), height: round(height), ...look }),
    circle: (x, y, look) => draw('circle', { cx: round(side(x)), cy: round(y), ...look }),
    line(points, look = {}) {
      const d = pathThrough(points.map(([x, y]) => [side(x), y]))
      draw('path', { d, fill: 'none', stroke: INK.accent, 'stroke-width': 3, ...look })
    },
    tip(x, y, pointing, fill = INK.accent) {
      const [at, on] = [side(x), direction === 'rtl' ? -11 : 11]
      const down = `${at - 7},${y - 11} ${at + 7},${y - 11} ${at},${y}`
      draw('polygon', { points: pointing === 'down' ? down : `${at - on},${y - 7} ${at - on},${y + 7} ${at},${y}`, fill })
    },
    words(text, { x, y, width: wide }, { size, isBold = false, colour = INK.ink }) {
      const lines = linesOf(text, { width: wide, size, isBold })
      const look = { 'font-size': size, 'font-weight': isBold ? 700 : undefined, fill: colour }
      for (const [at, line] of lines.entries())
        draw('text', { x: round(side(x)), y: round(y + size + at * size * LINE), ...look }, inOwnDirection(line, direction))
      return heightOf(lines.length, size)
    },
    sign(text, [x, y], { size, colour = INK.paper }) {
      const look = { 'font-size': size, 'font-weight': 700, 'text-anchor': 'middle', fill: colour }
      draw('text', { x: round(side(x)), y: round(y + size * 0.35), ...look }, text)
    },
    finish({ id, height, title, desc, language }) {
      const high = Math.ceil(height)
      const about = { role: 'img', lang: language, 'aria-labelledby': `${id}-title ${id}-desc`, direction, 'font-family': FONT }
      return {
        name: 'svg',
        attributes: { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${high}`, width, height: high, ...about },
        inside: [
          { name: 'title', attributes: { id: `${id}-title` }, inside: title },
          { name: 'desc', attributes: { id: `${id}-desc` }, inside: desc },
          { name: 'rect', attributes: { width, height: high, fill: INK.paper }, inside: [] },
          ...parts,
        ],
      }
    },
  }
  return sheet
}

const ARABIC = /\p{Script=Arabic}/u

/** A line in a language of the other direction keeps its full stop at its own end. */
function inOwnDirection(line: string, direction: 'ltr' | 'rtl'): string {
  return direction === 'rtl' && !ARABIC.test(line) ? `\u2066${line}\u2069` : line
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How high a text stands in a width. */
export function highOf(text: string, width: number, { size, isBold = false }: Setting): number {
  return heightOf(linesOf(text, { width, size, isBold }).length, size)
}

function heightOf(lines: number, size: number): number {
  return lines * size * LINE
}

const CORNER = 14

function pathThrough([first, ...others]: readonly Point[]): string {
  const all = [first!, ...others]
  const steps = others.map((point, at) => {
    const next = all[at + 2]
    if (!next) return `L${round(point[0])} ${round(point[1])}`
    const [into, out] = [towards(point, all[at]!), towards(point, next)]
    return `L${into} Q${round(point[0])} ${round(point[1])} ${out}`
  })
  return `M${round(first![0])} ${round(first![1])} ${steps.join(' ')}`
}

/** A point a little way from one towards another. */
function towards([x, y]: Point, [toX, toY]: Point): string {
  const far = Math.hypot(toX - x, toY - y) || 1
  const part = Math.min(CORNER, far / 2) / far
  return `${round(x + (toX - x) * part)} ${round(y + (toY - y) * part)}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
