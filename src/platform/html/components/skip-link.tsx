import { type Content, classes, type Styled, say } from './shared.ts'

export interface SkipLinkProps extends Content, Styled {
  href?: string
}

/** The way past the header for those who go by keyboard. */
export function SkipLink(props: SkipLinkProps) {
  return (
    <a
      href={props.href || '#content'}
      class={classes('govuk-skip-link', props.classes)}
      {...props.attributes}
      data-module="govuk-skip-link"
    >
      {say(props)}
    </a>
  )
}
