import { formatDate, formatNumber, type Language } from '#platform'

/** A day as a leaf torn from a calendar, to be seen and not read out: the sentence beside it says the day in words. @param day `YYYY-MM-DD` */
export function CalendarLeaf({ day, language }: { day: string; language: Language }) {
  const [month] = /\p{L}[\p{L}\p{M}]{2,}/u.exec(formatDate(language, day)) ?? []
  return (
    <span class="portico-leaf" aria-hidden="true">
      <span class="portico-leaf__month">{month}</span>
      <span class="portico-leaf__day">{formatNumber(language, Number(day.slice(-2)))}</span>
    </span>
  )
}
