import { type Content, classes, type Styled, say } from './shared.ts'

export interface BackLinkProps extends Content, Styled {
  href?: string
}

/** The way to the page before. */
export function BackLink(props: BackLinkProps) {
  return (
    <a href={props.href || '#'} class={classes('govuk-back-link', props.classes)} {...props.attributes}>
      {say(props) || 'Back'}
    </a>
  )
}
