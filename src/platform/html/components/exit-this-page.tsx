import { Button } from './button.tsx'
import { type Content, classes, type Styled, spoken } from './shared.ts'

export interface ExitThisPageProps extends Content, Styled {
  id?: string
  redirectUrl?: string
  activatedText?: string
  timedOutText?: string
  pressTwoMoreTimesText?: string
  pressOneMoreTimeText?: string
}

/** A way off the page at once, for people who may be watched. */
export function ExitThisPage(props: ExitThisPageProps) {
  const words = spoken({
    activated: props.activatedText || undefined,
    'timed-out': props.timedOutText || undefined,
    'press-two-more-times': props.pressTwoMoreTimesText || undefined,
    'press-one-more-time': props.pressOneMoreTimeText || undefined,
  })
  return (
    <div
      id={props.id || undefined}
      class={classes('govuk-exit-this-page', props.classes)}
      data-module="govuk-exit-this-page"
      {...props.attributes}
      {...words}
    >
      <Button
        html={props.html || props.text || standardWords}
        classes="govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
        href={props.redirectUrl || 'https://www.bbc.co.uk/weather'}
        attributes={{ rel: 'nofollow noreferrer' }}
      />
    </div>
  )
}

const standardWords = [<span class="govuk-visually-hidden">Emergency</span>, ' Exit this page']
