import { join } from 'node:path'

export const GOVERNMENT = join(import.meta.dirname, 'government')

interface Parts {
  readonly facts: string
  readonly pages: string
  readonly rules: string
}

/** The text of a service file to measure with; the parts are YAML, already indented. */
export function madeService({ facts, pages, rules }: Parts): string {
  return `
service: made
version: 1
name: { en: Made }
summary: { en: Made to be measured }
facts:${facts}
direction: { owner: municipality, for: person }
design:
  pages:
${pages}
development:
  parameters:
    limit: { unit: EUR, source: the measure itself, 2020-01-01: 11000 }
  reasons: { no: { en: It was refused. } }
  decide:
    hit: first
    rules:
${rules}
delivery:
  channels: [web]
  identity: low
  decide-within: 5 working days
  clock: { pauses-while: [waiting-on-person] }
  messages: { received: { en: Received }, granted: { en: Granted }, refused: { en: Refused } }
`
}
