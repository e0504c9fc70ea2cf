import { type Content, classes, type Styled, say } from './shared.ts'

export interface ButtonProps extends Content, Styled {
  id?: string
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  disabled?: boolean
  /** Makes the button a link that looks like one. */
  href?: string
  preventDoubleClick?: boolean
  isStartButton?: boolean
}

/** A button that sends the form, or with `href` a link in its shape. */
export function Button(props: ButtonProps) {
  const common = {
    class: classes('govuk-button', props.classes, props.isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...props.attributes,
    id: props.id || undefined,
  }
  return props.href ? (
    // biome-ignore lint/a11y/useSemanticElements: a link in the shape of a button, in GOV.UK Frontend's markup
    <a href={props.href} role="button" draggable={false} {...common}>
      <Inside {...props} />
    </a>
  ) : (
    <button
      type={props.type || 'submit'}
      value={props.value || undefined}
      name={props.name || undefined}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={props.preventDoubleClick}
      {...common}
    >
      <Inside {...props} />
    </button>
  )
}

function Inside(props: ButtonProps) {
  if (!props.isStartButton) return <>{say(props)}</>
  return (
    <>
      {props.html ? <span>{props.html}</span> : props.text}
      <StartIcon />
    </>
  )
}

function StartIcon() {
  return (
    <svg
      class="govuk-button__start-icon"
      xmlns="http://www.w3.org/2000/svg"
      width="17.5"
      height="19"
      viewBox="0 0 33 40"
      aria-hidden="true"
      focusable="false"
    >
      <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
    </svg>
  )
}
