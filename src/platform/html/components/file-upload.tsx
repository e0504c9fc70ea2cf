import type { ComponentChildren } from 'preact'
import { describedBy, type FieldOptions, FieldWithAsides } from './field.tsx'
import { type Attributes, classes, type Plurals, spoken } from './shared.ts'

export interface FileUploadProps extends FieldOptions {
  disabled?: boolean
  multiple?: boolean
  /** Lets script make a drop zone of it, which needs the texts below in the page's language. */
  javascript?: boolean
  chooseFilesButtonText?: string
  dropInstructionText?: string
  multipleFilesChosenText?: Plurals
  noFileChosenText?: string
  enteredDropZoneText?: string
  leftDropZoneText?: string
  wrapperClasses?: string
  wrapperAttributes?: Attributes
}

/** A file from the person's own device. */
export function FileUpload(props: FileUploadProps) {
  const id = props.id || props.name
  const input = (
    <input
      class={classes('govuk-file-upload', props.classes, props.errorMessage && 'govuk-file-upload--error')}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled}
      multiple={props.multiple}
      aria-describedby={describedBy(id, props, props.describedBy)}
      {...props.attributes}
    />
  )
  return (
    <FieldWithAsides id={id} field={props}>
      {props.javascript ? <DropZone {...props}>{input}</DropZone> : input}
    </FieldWithAsides>
  )
}

function DropZone(props: FileUploadProps & { children: ComponentChildren }) {
  const words = spoken({
    'choose-files-button': props.chooseFilesButtonText,
    'no-file-chosen': props.noFileChosenText,
    'multiple-files-chosen': props.multipleFilesChosenText,
    'drop-instruction': props.dropInstructionText,
    'entered-drop-zone': props.enteredDropZoneText,
    'left-drop-zone': props.leftDropZoneText,
  })
  return (
    <div
      class={classes('govuk-file-upload-wrapper', props.wrapperClasses)}
      data-module="govuk-file-upload"
      {...words}
      {...props.wrapperAttributes}
    >
      {props.children}
    </div>
  )
}
