const WIDTH = 400
const HEIGHT = 62
const MIDDLE = 18
const EDGE = 8
const TICKS = [0, 0.25, 0.5, 0.75, 1]

export interface IntervalChartProps {
  /** Unique on the page. */
  readonly id: string
  /** All four from 0 (start of the line) to 1 (its end). */
  readonly value: number
  readonly low: number
  readonly high: number
  readonly target?: number | undefined
  /** What stands under the start and the end of the line. */
  readonly ends: readonly [string, string]
  readonly direction: 'ltr' | 'rtl'
  /** What it shows, in a sentence. */
  readonly title: string
  readonly description: string
}

/** One estimate on a line: a bar for its interval, a dot for itself, a mark for its target. The table beside says the same. */
export function IntervalChart({ id, value, low, high, target, ends, direction, title, description }: IntervalChartProps) {
  const at = (share: number) => {
    const along = EDGE + Math.min(Math.max(share, 0), 1) * (WIDTH - 2 * EDGE)
    return Math.round(direction === 'rtl' ? WIDTH - along : along)
  }
  const [from, to] = [Math.min(at(low), at(high)), Math.max(at(low), at(high))]
  return (
    <svg class="interval-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-description`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <line class="interval-chart__line" x1={at(0)} y1={MIDDLE} x2={at(1)} y2={MIDDLE} />
      {TICKS.map(tick => (
        <line class="interval-chart__line" x1={at(tick)} y1={MIDDLE - 4} x2={at(tick)} y2={MIDDLE + 4} />
      ))}
      <rect class="interval-chart__bar" x={from} y={MIDDLE - 7} width={Math.max(to - from, 2)} height={14} rx={2} />
      <circle class="interval-chart__dot" cx={at(value)} cy={MIDDLE} r={5} />
      {ends.map((end, index) => (
        <text class="interval-chart__end" x={at(index)} y={HEIGHT - 4} text-anchor={index === 0 ? 'start' : 'end'}>
          {end}
        </text>
      ))}
      {target !== undefined && <path class="interval-chart__target" d={flag(at(target))} />}
    </svg>
  )
}

/** A stroke through the line with a triangle under it, so that it is told apart from the bar without colour. */
function flag(x: number): string {
  return `M${x - 1} ${MIDDLE - 14}h2v28l6 10h-14l6 -10z`
}
