import { Button } from './button.tsx'
import type { FieldOptions } from './field.tsx'
import { classes, say, spoken } from './shared.ts'
import { TextInput } from './text-input.tsx'

export interface PasswordInputProps extends FieldOptions {
  value?: string
  disabled?: boolean
  autocomplete?: string
  button?: { classes?: string }
  showPasswordText?: string
  hidePasswordText?: string
  showPasswordAriaLabelText?: string
  hidePasswordAriaLabelText?: string
  passwordShownAnnouncementText?: string
  passwordHiddenAnnouncementText?: string
}

/** A password, which script lets the person show while typing. */
export function PasswordInput(props: PasswordInputProps) {
  const { id = props.name, formGroup } = props
  return (
    <TextInput
      id={id}
      name={props.name}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      describedBy={props.describedBy}
      value={props.value}
      disabled={props.disabled}
      attributes={props.attributes}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete || 'current-password'}
      classes={classes('govuk-password-input__input govuk-js-password-input-input', props.classes)}
      inputWrapper={{ classes: 'govuk-password-input__wrapper' }}
      formGroup={{
        classes: classes('govuk-password-input', formGroup?.classes),
        attributes: { 'data-module': 'govuk-password-input', ...forScript(props), ...formGroup?.attributes },
        beforeInput: formGroup?.beforeInput,
        afterInput: { html: [<Toggle id={id} {...props} />, say(formGroup?.afterInput)] },
      }}
    />
  )
}

function Toggle(props: PasswordInputProps & { id: string }) {
  return (
    <Button
      type="button"
      classes={classes(
        'govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle',
        props.button?.classes,
      )}
      text={props.showPasswordText ?? 'Show'}
      attributes={{
        'aria-controls': props.id,
        'aria-label': props.showPasswordAriaLabelText ?? 'Show password',
        hidden: true,
      }}
    />
  )
}

function forScript(props: PasswordInputProps) {
  return spoken({
    'show-password': props.showPasswordText,
    'hide-password': props.hidePasswordText,
    'show-password-aria-label': props.showPasswordAriaLabelText,
    'hide-password-aria-label': props.hidePasswordAriaLabelText,
    'password-shown-announcement': props.passwordShownAnnouncementText,
    'password-hidden-announcement': props.passwordHiddenAnnouncementText,
  })
}
