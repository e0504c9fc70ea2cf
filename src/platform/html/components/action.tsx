import { Button } from './button.tsx'
import { classes, type Styled } from './shared.ts'

export interface Action extends Styled {
  text: string
  /** A link unless `type` says button. */
  href?: string
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
}

interface ActionProps {
  action: Action
  linkClasses: string
  buttonClasses?: string
}

/** One of the things to do in a banner or panel: a button, or a link when it only leads somewhere. */
export function ActionButton({ action, linkClasses, buttonClasses }: ActionProps) {
  if (action.href && action.type !== 'button') {
    return (
      <a class={classes(linkClasses, action.classes)} href={action.href} {...action.attributes}>
        {action.text}
      </a>
    )
  }
  const all = buttonClasses ? classes(buttonClasses, action.classes) : action.classes
  return <Button {...action} type={action.type || 'button'} classes={all} />
}
