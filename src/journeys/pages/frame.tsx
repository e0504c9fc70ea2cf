import type { ComponentChildren } from 'preact'
import { FormToken, type Language, type Visit } from '#platform'
import { Button, drawnAround, ErrorSummary } from '#platform/html'
import { words } from '../words.ts'

interface StepFormProps {
  readonly visit: Visit
  readonly action: string
  readonly button: string
  readonly draftId: string
  /** The form brings files along. */
  readonly withFiles?: boolean
  readonly hidden?: Readonly<Record<string, string>>
  readonly children: ComponentChildren
}

/** One step of a journey: its questions, the way on, and the way to leave without losing anything. */
export function StepForm({ visit, action, button, draftId, hidden = {}, withFiles, children }: StepFormProps) {
  const fields = Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
  const given = { action, token: visit.formToken, later: `/journeys/${draftId}/saved`, inside: [...fields, children] }
  return stepForm(given, visit.language, button, withFiles ? 'multipart/form-data' : '')
}

// In each language, of a dozen kinds.
const FORMS_MOST = 100

const stepForm = drawnAround(
  FORMS_MOST,
  ['action', 'token', 'later', 'inside'],
  ({ action, token, later, inside }, language: Language, button: string, enctype: string) => (
    <form method="post" action={action} novalidate {...(enctype ? { enctype } : {})}>
      <FormToken visit={{ formToken: token }} />
      {/* The Enter key presses a form's first button: that must be the way on, not "add another". */}
      <input type="submit" class="govuk-visually-hidden" value={button} tabIndex={-1} aria-hidden="true" />
      {inside}
      <div class="govuk-button-group">
        <Button text={button} preventDoubleClick />
        <a class="govuk-link" href={later}>
          {words(language)('later')}
        </a>
      </div>
    </form>
  ),
)

export interface Problem {
  readonly text: string
  readonly href: string
}

/** Everything wrong on the page, at its top; nothing when nothing is. */
export function Problems({ visit, problems }: { visit: Visit; problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return <ErrorSummary titleText={words(visit.language)('error-title')} errorList={problems} />
}

/** The title of a page, led by the error when there is one. */
export function titled(visit: Visit, title: string, problems: readonly Problem[]): string {
  return problems.length > 0 ? `${words(visit.language)('error').trim()}: ${title}` : title
}

/** Guidance as a service file may write it: paragraphs, `## headings`, `- lists` and `[links](https://…)`. */
export function Guidance({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map(block => (
        <Block key={block} text={block.trim()} />
      ))}
    </>
  )
}

function Block({ text }: { text: string }) {
  if (text.startsWith('## ')) return <h2 class="govuk-heading-m">{text.slice(3)}</h2>
  const lines = text.split('\n')
  if (!lines.every(line => line.startsWith('- '))) return <p class="govuk-body">{linked(text)}</p>
  return (
    <ul class="govuk-list govuk-list--bullet">
      {lines.map(line => (
        <li key={line}>{linked(line.slice(2))}</li>
      ))}
    </ul>
  )
}

function linked(text: string): ComponentChildren[] {
  return text.split(/(\[[^\]]+\]\(https?:\/\/[^\s)]+\))/).map(part => {
    const link = /^\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)$/.exec(part)
    if (!link) return part
    return (
      <a class="govuk-link" href={link[2]} rel="noreferrer">
        {link[1]}
      </a>
    )
  })
}
