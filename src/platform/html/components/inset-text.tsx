import type { ComponentChildren } from 'preact'
import { type Content, classes, type Styled, say } from './shared.ts'

export interface InsetTextProps extends Content, Styled {
  id?: string
  children?: ComponentChildren
}

/** Something set apart from the text around it. */
export function InsetText(props: InsetTextProps) {
  return (
    <div id={props.id || undefined} class={classes('govuk-inset-text', props.classes)} {...props.attributes}>
      {props.children ?? say(props)}
    </div>
  )
}
