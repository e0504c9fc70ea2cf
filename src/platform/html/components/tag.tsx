import { type Content, classes, type Styled, say } from './shared.ts'

export interface TagProps extends Content, Styled {}

/** In what state something is, in a word. */
export function Tag(props: TagProps) {
  return (
    <strong class={classes('govuk-tag', props.classes)} {...props.attributes}>
      {say(props)}
    </strong>
  )
}
