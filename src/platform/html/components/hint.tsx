import { type Content, classes, type Styled, say } from './shared.ts'

export interface HintProps extends Content, Styled {
  id?: string
}

/** Help that stays in sight beside a question. */
export function Hint(props: HintProps) {
  return (
    <div id={props.id || undefined} class={classes('govuk-hint', props.classes)} {...props.attributes}>
      {say(props)}
    </div>
  )
}
