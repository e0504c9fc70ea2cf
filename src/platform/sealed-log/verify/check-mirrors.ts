import type { Finding } from './finding.ts'
import type { LogSource } from './read-log.ts'

/** Something that is shown to people beside the log, and a statement that finds where the two differ: rows of `id` and `what`. */
export interface Mirror {
  readonly name: string
  readonly query: string
}

const SHOWN_MAX = 10

/** Holds what people are shown to the log. Says nothing of value when the log itself is not whole. */
export async function checkMirrors(source: LogSource, mirrors: readonly Mirror[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, query } of mirrors) {
    const odd = await source.ask(query)
    for (const { id, what } of odd.slice(0, SHOWN_MAX))
      findings.push({ kind: 'mirror-differs', at: 0, sentence: `In ${name}, ${id} ${what}.` })
    const more = odd.length - SHOWN_MAX
    if (more > 0) findings.push({ kind: 'mirror-differs', at: 0, sentence: `In ${name}, ${more} more differ.` })
  }
  return findings
}
