import { type Fact, type FileKind, formatSize, type HandedIn, type RawAnswer, type RawParts, showAnswer } from '#catalogue'
import type { Language } from '#platform'
import { FileUpload } from '#platform/html'
import { idOf, labelled, type QuestionProps } from './asked.tsx'
import { fileWords, kindsIn } from './file-words.ts'
import { KEPT, REMOVE } from './raw-answers.ts'

/** A file to choose, what may be chosen, and the one that was handed in before, to leave, replace or take back. */
export function FileQuestion(props: QuestionProps) {
  const { fact, raw, language, name = fact.name } = props
  const { hint, ...shared } = labelled(props)
  const file = handedIn(raw)
  return (
    <>
      <FileUpload
        {...shared}
        hint={{ html: [hint?.html, hint && <br />, limitsOf(fact, language)] }}
        name={name}
        attributes={{
          accept: ENDINGS.filter(([kind]) => fact.rules.accept?.includes(kind))
            .map(([, ending]) => ending)
            .join(','),
        }}
      />
      {file && <Kept file={file} name={name} language={language} mayRemove={fact.optional || name !== fact.name} />}
    </>
  )
}

/** What a device's own window shows to choose from; on some it also turns a photo into one of these. */
const ENDINGS: readonly (readonly [FileKind, string])[] = [
  ['pdf', '.pdf,application/pdf'],
  ['png', '.png,image/png'],
  ['jpeg', '.jpg,.jpeg,image/jpeg'],
  ['text', '.txt,.csv,text/plain,text/csv'],
]

function limitsOf({ rules: { accept = [], maxBytes = 0 } }: Fact, language: Language): string {
  return fileWords(language)('limits', { kinds: kindsIn(language, accept), max: formatSize(language, maxBytes) })
}

function handedIn(raw: RawAnswer): HandedIn | undefined {
  if (typeof raw === 'string' || Array.isArray(raw)) return undefined
  const { id, name, size, type } = raw as RawParts
  return id && !Array.isArray(id) ? { id: String(id), name: String(name), size: Number(size), type: type as FileKind } : undefined
}

interface KeptProps {
  readonly file: HandedIn
  readonly name: string
  readonly language: Language
  readonly mayRemove: boolean
}

function Kept({ file, name, language, mayRemove }: KeptProps) {
  const t = fileWords(language)
  const id = `${idOf(name)}${REMOVE}`
  return (
    <div class="govuk-inset-text">
      <input type="hidden" name={`${name}${KEPT}`} value={file.id} />
      <p class="govuk-body govuk-!-margin-bottom-1">
        {t('kept')}{' '}
        <a class="govuk-link" href={`/files/${file.id}`} dir="auto">
          {showAnswer({ type: 'file' }, file, language).join('')}
        </a>
      </p>
      <p class="govuk-hint govuk-!-margin-bottom-1">{t('replace')}</p>
      {mayRemove && (
        <div class="govuk-checkboxes govuk-checkboxes--small">
          <div class="govuk-checkboxes__item">
            <input class="govuk-checkboxes__input" type="checkbox" id={id} name={`${name}${REMOVE}`} value="yes" />
            <label class="govuk-label govuk-checkboxes__label" for={id}>
              {t('remove')}
            </label>
          </div>
        </div>
      )}
    </div>
  )
}
