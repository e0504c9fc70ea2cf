import type { Expression, Scope, TraceStep, WorkedOut } from './rule.ts'

/** A trace being written: what each expression looked at and what it came to, the figures it used before it, each once. */
export interface Telling {
  readonly steps: TraceStep[]
  tell(rule: string, expression: Expression): void
}

/** Begins a trace of one scope. */
export function tellingOf(scope: Scope, workOut: ReadonlyMap<string, WorkedOut>): Telling {
  const steps: TraceStep[] = []
  const told = new Set<string>()
  const tell = (rule: string, expression: Expression) => {
    for (const name of expression.figures) if (!told.has(name)) tellFigure(name)
    steps.push({ rule, source: expression.source, result: expression.value(scope), ...expression.read(scope) })
  }
  const tellFigure = (name: string) => {
    told.add(name)
    tell(`work-out.${name}`, workOut.get(name)!.is)
  }
  return { steps, tell }
}
