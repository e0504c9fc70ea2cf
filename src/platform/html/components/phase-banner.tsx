import { type Content, classes, type Styled, say } from './shared.ts'
import { Tag } from './tag.tsx'

export interface PhaseBannerProps extends Content, Styled {
  tag: Content & { classes?: string }
}

/** That the service is still being made, and where to say what is wrong with it. */
export function PhaseBanner(props: PhaseBannerProps) {
  return (
    <div class={classes('govuk-phase-banner govuk-width-container', props.classes)} {...props.attributes}>
      <p class="govuk-phase-banner__content">
        <Tag
          text={props.tag?.text}
          html={props.tag?.html}
          classes={classes('govuk-phase-banner__content__tag', props.tag?.classes)}
        />{' '}
        <span class="govuk-phase-banner__text">{say(props)}</span>
      </p>
    </div>
  )
}
