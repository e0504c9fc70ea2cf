import type { PartDay } from './running.ts'

const BAR = 4
const GAP = 2
const HEIGHT = 36
const DAYS = 90

/** How tall a day stands, by how it was. */
const HEIGHTS = { well: 12, slow: 24, down: HEIGHT } as const

/** How a day was. A minute of trouble counts from the first. */
export function howItWas({ slow, down }: Pick<PartDay, 'slow' | 'down'>): keyof typeof HEIGHTS {
  return down > 0 ? 'down' : slow > 0 ? 'slow' : 'well'
}

/** Ninety days as bars, told apart by height as well as by colour. @param today `YYYY-MM-DD` */
export function DayBars({
  id,
  days,
  today,
  direction,
  title,
  description,
}: {
  id: string
  days: readonly PartDay[]
  today: string
  direction: 'ltr' | 'rtl'
  title: string
  description: string
}) {
  const width = DAYS * (BAR + GAP) - GAP
  const last = Date.parse(today)
  return (
    <svg class="day-bars" viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-description`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <rect class="day-bars__ground" x={0} y={HEIGHT - 1} width={width} height={1} />
      {days.map(day => {
        const ago = Math.round((last - Date.parse(day.day)) / 86_400_000)
        const along = (DAYS - 1 - ago) * (BAR + GAP)
        const how = howItWas(day)
        const x = direction === 'rtl' ? width - along - BAR : along
        return <rect class={`day-bars__${how}`} x={x} y={HEIGHT - HEIGHTS[how]} width={BAR} height={HEIGHTS[how]} />
      })}
    </svg>
  )
}
