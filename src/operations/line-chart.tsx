import type { Language } from '#platform'
import { directionOf, formatNumber } from '#platform'

const WIDTH = 640
const HEIGHT = 180
const LEFT = 44
const RIGHT = 96
const TOP = 10
const BOTTOM = 22
const LABEL_HEIGHT = 16

/** One line; a value is undefined where nothing was measured. */
export interface Line {
  readonly name: string
  readonly values: readonly (number | undefined)[]
}

/** Up to three lines over the same moments, told apart by their strokes and named at their end. The table below says the same. */
export function LineChart({
  id,
  lines,
  ends,
  language,
  title,
  description,
}: {
  id: string
  lines: readonly Line[]
  /** What stands under the first and the last moment. */
  ends: readonly [string, string]
  language: Language
  title: string
  description: string
}) {
  const isRtl = directionOf(language) === 'rtl'
  const most = niceMost(Math.max(0, ...lines.flatMap(({ values }) => values.map(value => value ?? 0))))
  const count = Math.max(2, ...lines.map(({ values }) => values.length))
  const x = (at: number) => flip(LEFT + (at / (count - 1)) * (WIDTH - LEFT - RIGHT), isRtl)
  const y = (value: number) => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM)
  return (
    <svg class="line-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-description`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {[0, 0.5, 1].map(share => (
        <>
          <line class="line-chart__grid" x1={x(0)} x2={x(count - 1)} y1={y(share * most)} y2={y(share * most)} />
          <text
            class="line-chart__label"
            x={flip(LEFT - 6, isRtl)}
            y={y(share * most) + 4}
            text-anchor={isRtl ? 'start' : 'end'}
            direction="ltr"
          >
            {formatNumber(language, share * most, { maximumFractionDigits: 1 })}
          </text>
        </>
      ))}
      {lines.map(({ values }, at) => (
        <path class={`line-chart__line line-chart__line--${at}`} d={pathOf(values, x, y)} />
      ))}
      {labelPlaces(lines.map(({ values }) => y(values.findLast(value => value !== undefined) ?? 0))).map((place, at) => (
        <text
          class={`line-chart__name line-chart__name--${at}`}
          x={flip(WIDTH - RIGHT + 6, isRtl)}
          y={place + 4}
          text-anchor="start"
        >
          {lines[at]!.name}
        </text>
      ))}
      {ends.map((end, at) => (
        <text class="line-chart__label" x={x(at * (count - 1))} y={HEIGHT - 4} text-anchor="middle" direction="ltr">
          {end}
        </text>
      ))}
    </svg>
  )
}

function flip(along: number, isRtl: boolean): number {
  return Math.round(isRtl ? WIDTH - along : along)
}

function pathOf(values: Line['values'], x: (at: number) => number, y: (value: number) => number): string {
  let isDrawing = false
  return values
    .map((value, at) => {
      if (value === undefined) {
        isDrawing = false
        return ''
      }
      const step = `${isDrawing ? 'L' : 'M'}${x(at)} ${Math.round(y(value))}`
      isDrawing = true
      return step
    })
    .join('')
}

/** The next of 1, 2, 5, 10, 20, … */
export function niceMost(value: number): number {
  if (value <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= value) ?? 10 * power
}

/** Moves names apart that would stand on each other. */
export function labelPlaces(wanted: readonly number[]): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a]! - wanted[b]!)
  const placed = [...wanted]
  for (const [nth, at] of order.entries()) {
    const above = nth === 0 ? Number.NEGATIVE_INFINITY : placed[order[nth - 1]!]!
    placed[at] = Math.max(wanted[at]!, above + LABEL_HEIGHT)
  }
  const over = Math.max(0, ...placed.map(place => place - (HEIGHT - BOTTOM)))
  return placed.map(place => place - over)
}
