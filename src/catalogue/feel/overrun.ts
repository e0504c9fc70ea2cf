import type { Answers, Scope } from '../rule.ts'

const stopped = new WeakMap<Answers, string>()

/** Remembers that an expression was stopped on these answers, for whoever has to say why nothing came of it. */
export function noteOverrun({ answers }: Scope, source: string): void {
  stopped.set(answers, source)
}

/** The expression that was stopped on a scope's answers because it took more steps than it may; undefined when none was. */
export function overrunIn({ answers }: Scope): string | undefined {
  return stopped.get(answers)
}
