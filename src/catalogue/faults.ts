/**
 * A `fault` keeps a file from being used. A `warning` is what a file may be meant to say and seldom is. `unjudged` is what
 * has too many combinations to be looked through.
 */
export type Severity = 'fault' | 'warning' | 'unjudged'

/** One thing wrong in one of a government's files, said so that its author can mend it. Lines and columns count from 1. */
export interface FileFault {
  readonly severity: Severity
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  readonly hint: string
}

/** Everything wrong with a government's folder, all at once. */
export class CatalogueFaults extends Error {
  readonly faults: readonly FileFault[]

  constructor(faults: readonly FileFault[]) {
    super(faults.map(describeFault).join('\n'))
    this.name = 'CatalogueFaults'
    this.faults = faults
  }
}

/** `services/x.yaml:12:7 There is no fact “child.bornAt”. Did you mean “child.bornOn”?`, with `warning:` before what is no fault. */
export function describeFault({ severity, file, line, column, message, hint }: FileFault): string {
  const mark = { fault: '', warning: 'warning: ', unjudged: 'not judged: ' }[severity]
  return `${file}:${line}:${column} ${mark}${message} ${hint}`.trim()
}
