import type { FieldOptions } from './field.tsx'
import { Hint } from './hint.tsx'
import { type Attributes, classes, type Plurals, say, spoken } from './shared.ts'
import { Textarea } from './textarea.tsx'

export interface CharacterCountProps extends Omit<FieldOptions, 'describedBy'> {
  rows?: number
  value?: string
  maxlength?: number
  maxwords?: number
  /** Share of the limit, in percent, from which the count is shown. */
  threshold?: number
  countType?: string
  spellcheck?: boolean
  countMessage?: { classes?: string }
  /** Said where there is no script; `%{count}` stands for the limit. */
  textareaDescriptionText?: string
  charactersUnderLimitText?: Plurals
  charactersAtLimitText?: string
  charactersOverLimitText?: Plurals
  wordsUnderLimitText?: Plurals
  wordsAtLimitText?: string
  wordsOverLimitText?: Plurals
}

/** A question answered in several lines, up to a number of characters or words; script counts down. */
export function CharacterCount(props: CharacterCountProps) {
  const { id = props.name, formGroup } = props
  return (
    <Textarea
      id={id}
      name={props.name}
      describedBy={`${id}-info`}
      rows={props.rows}
      spellcheck={props.spellcheck}
      value={props.value}
      classes={classes('govuk-js-character-count', props.classes)}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      attributes={props.attributes}
      formGroup={{
        classes: classes('govuk-character-count', formGroup?.classes),
        attributes: { ...forScript(props), ...formGroup?.attributes },
        beforeInput: formGroup?.beforeInput,
        afterInput: { html: [<CountMessage id={id} {...props} />, say(formGroup?.afterInput)] },
      }}
    />
  )
}

function CountMessage(props: CharacterCountProps & { id: string }) {
  const limit = props.maxwords || props.maxlength
  const message =
    props.textareaDescriptionText || `You can enter up to %{count} ${counts(props) === 'words' ? 'words' : 'characters'}`
  return (
    <Hint
      id={`${props.id}-info`}
      classes={classes('govuk-character-count__message', props.countMessage?.classes)}
      text={limit && message.replaceAll('%{count}', String(limit))}
    />
  )
}

function forScript(props: CharacterCountProps): Attributes {
  const hasLimit = props.maxwords || props.maxlength
  return {
    'data-module': 'govuk-character-count',
    'data-maxlength': props.maxlength,
    'data-maxwords': props.maxwords,
    'data-threshold': props.threshold,
    'data-count-type': counts(props),
    ...spoken({
      // Without a limit the script fills in the number, so it needs the sentence.
      'textarea-description': !hasLimit && props.textareaDescriptionText ? { other: props.textareaDescriptionText } : undefined,
      'characters-under-limit': props.charactersUnderLimitText,
      'characters-at-limit': props.charactersAtLimitText,
      'characters-over-limit': props.charactersOverLimitText,
      'words-under-limit': props.wordsUnderLimitText,
      'words-at-limit': props.wordsAtLimitText,
      'words-over-limit': props.wordsOverLimitText,
    }),
  }
}

function counts(props: CharacterCountProps): string | undefined {
  return props.countType || (props.maxwords ? 'words' : undefined)
}
