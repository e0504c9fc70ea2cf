import type { ComponentChildren } from 'preact'
import { ErrorMessage, type ErrorMessageProps } from './error-message.tsx'
import { Fieldset, type FieldsetProps } from './fieldset.tsx'
import { Hint, type HintProps } from './hint.tsx'
import { Label, type LabelProps } from './label.tsx'
import { type Content, classes, ids, type Styled, say } from './shared.ts'

export type HintOptions = Omit<HintProps, 'id'>
export type ErrorOptions = Omit<ErrorMessageProps, 'id'>

/** What goes with every question: hint, error and the group around them. */
export interface Asked {
  hint?: HintOptions
  errorMessage?: ErrorOptions
}

/** The options shared by questions with a single input. */
export interface FieldOptions extends Asked, Styled {
  /** Also the id that the error summary links to; the name when left out. */
  id?: string
  name: string
  label: Omit<LabelProps, 'for'>
  describedBy?: string
  formGroup?: Styled & { beforeInput?: Content; afterInput?: Content }
}

/** The options shared by questions with several inputs. */
export interface GroupOptions extends Asked, Styled {
  fieldset?: Omit<FieldsetProps, 'html' | 'children' | 'role'>
  formGroup?: Styled & { beforeInputs?: Content; afterInputs?: Content }
}

/** Ids of what describes an input: what the caller names, then its hint, then its error. */
export function describedBy(id: string, asked: Asked, first?: string): string | undefined {
  return ids(first, asked.hint && `${id}-hint`, asked.errorMessage && `${id}-error`)
}

/** A question with a single input: label, hint, error, then the input as children. */
export function Field({ id, field, children }: { id: string; field: FieldOptions; children: ComponentChildren }) {
  return (
    <div class={groupClasses(field, field.formGroup)} {...field.formGroup?.attributes}>
      <Label {...field.label} for={id} />
      <HintAndError id={id} asked={field} />
      {children}
    </div>
  )
}

/** As `Field`, with what the caller wants said directly before and after the input. */
export function FieldWithAsides({ id, field, children }: { id: string; field: FieldOptions; children: ComponentChildren }) {
  return (
    <Field id={id} field={field}>
      {say(field.formGroup?.beforeInput)}
      {children}
      {say(field.formGroup?.afterInput)}
    </Field>
  )
}

interface FieldGroupProps {
  id: string
  group: GroupOptions
  role?: string
  describedBy?: string
  children: ComponentChildren
}

/** A question with several inputs, inside a fieldset when it has one: hint, error, then the inputs as children. */
export function FieldGroup({ id, group, role, describedBy, children }: FieldGroupProps) {
  const inside = [<HintAndError id={id} asked={group} />, children]
  return (
    <div class={groupClasses(group, group.formGroup)} {...group.formGroup?.attributes}>
      {group.fieldset ? (
        <Fieldset {...group.fieldset} role={role} describedBy={describedBy}>
          {inside}
        </Fieldset>
      ) : (
        inside
      )}
    </div>
  )
}

function HintAndError({ id, asked }: { id: string; asked: Asked }) {
  return (
    <>
      {asked.hint && <Hint {...asked.hint} id={`${id}-hint`} />}
      {asked.errorMessage && <ErrorMessage {...asked.errorMessage} id={`${id}-error`} />}
    </>
  )
}

function groupClasses(asked: Asked, formGroup: Styled | undefined): string {
  return classes('govuk-form-group', asked.errorMessage && 'govuk-form-group--error', formGroup?.classes)
}
