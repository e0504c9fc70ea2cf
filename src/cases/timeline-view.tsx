import type { Language } from '#platform'
import type { Moment } from './timeline.ts'
import { timelineWords } from './timeline-words.ts'

/** A timeline as an ordered list: each line with its time, what is promised set apart. */
export function Timeline({ moments, language }: { moments: readonly Moment[]; language: Language }) {
  return (
    <section aria-labelledby="timeline">
      <h2 class="govuk-heading-m" id="timeline">
        {timelineWords(language)('title')}
      </h2>
      <ol class="govuk-list portico-timeline">
        {moments.map(({ when, machineTime, text, isAhead }) => (
          <li class={isAhead ? 'portico-timeline__item portico-timeline__item--ahead' : 'portico-timeline__item'}>
            <p class="govuk-body govuk-!-margin-bottom-0">{text}</p>
            <p class="govuk-hint govuk-!-margin-bottom-3">
              <time dateTime={machineTime}>{when}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
