import type { FactName } from './fact.ts'
import type { Decision, Example, Outcome, TraceStep } from './rule.ts'
import type { Service } from './service.ts'

/** What is wrong with an example, for its author. */
export interface Wrong {
  readonly message: string
  readonly hint: string
}

const MEND = 'Mend the rules, or the example if it expects the wrong thing.'
const EXPECTED: Record<Outcome, string> = { grant: 'end in a grant', refuse: 'end in a refusal', officer: 'go to an officer' }
const FOUND: Record<Outcome, string> = { grant: 'was granted', refuse: 'was refused', officer: 'went to an officer' }

/** An outcome other than expected, and what brought it about. */
export function sayWrongEnd(service: Service, { ends, on }: Example, decision: Decision): Wrong {
  const { cause, hint } = causeOf(service, decision, on)
  return { message: `it should ${EXPECTED[ends]} and ${FOUND[decision.outcome]}${cause}.`, hint }
}

/** The pages met are not those expected. */
export function sayPages(expected: readonly string[], met: readonly string[]): Wrong {
  const named = (pages: readonly string[]) => (pages.length > 0 ? pages.join(', ') : 'none')
  return { message: `the pages should be ${named(expected)} and are ${named(met)}.`, hint: MEND }
}

/** The outcome is right and its reason is another. */
export function sayReason(expected: string, found: string | undefined): Wrong {
  return { message: `the reason should be “${expected}” and ${found ? `is “${found}”` : 'none is given'}.`, hint: MEND }
}

/** The outcome is right and a value that it carries is another. */
export function sayValue(name: string, expected: unknown, found: unknown): Wrong {
  const isSaid = found !== undefined
  return {
    message: `${name} should be ${shown(expected)} and ${isSaid ? `is ${shown(found)}` : 'is not said'}.`,
    hint: isSaid ? MEND : `Add ${name}: … to the rule that decides, or take it out of the example.`,
  }
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
}

function causeOf(service: Service, decision: Decision, on: string): { cause: string; hint: string } {
  const { because, missing, trace } = decision
  const who = whoOf(trace.find(({ rule, result }) => result === null && !rule.startsWith('work-out.')))
  if (because === 'no-rule') return { cause: ': no rule fits it', hint: 'Add a rule for it, or a last rule without “if”.' }
  if (because === 'several-rules') return { cause: ': more than one rule fits it', hint: 'Let only one of them hold.' }
  if (missing.length > 0) {
    const are = missing.length > 1 ? 'are' : 'is'
    return {
      cause: `: ${missing.join(', ')} ${are} not given, and ${who} looks at ${missing.length > 1 ? 'them' : 'it'}`,
      hint: hintFor(service, missing, who),
    }
  }
  if (because === 'not-known-yet')
    return { cause: `: what ${who} works out comes to nothing`, hint: `Look for a rate that has no value yet on ${on}.` }
  return { cause: because ? `, because “${because}”` : '', hint: MEND }
}

/** `decide.2.weekly` → “rule 2”. */
function whoOf(step: TraceStep | undefined): string {
  const [part, name] = step?.rule.split('.') ?? []
  if (part === 'eligible') return `the condition “${name}”`
  return name ? `rule ${name}` : 'a rule'
}

function hintFor({ pages }: Service, missing: readonly FactName[], who: string): string {
  const asking = pages.filter(({ facts }) => facts.some(({ name }) => missing.includes(name)))
  const only = asking.find(page => page.when && asking.every(({ when }) => when))
  if (only)
    return `The page “${only.id}” asks it only if ${only.when!.source}. Name that condition in ${who} too, before it looks.`
  return `Give ${missing.join(', ')} in the example, or let ${who} ask known(…) first.`
}
