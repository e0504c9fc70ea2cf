import type { Expression } from '../rule.ts'
import type { Service } from '../service.ts'
import type { Path } from './source-file.ts'
import { type Work, warn } from './work.ts'

/** Warns of facts that conditions look at and no page or register ever tells: what hangs on them always goes to an officer. */
export function checkAsked(work: Work, service: Service): void {
  const told = new Set([...service.pages.flatMap(page => page.facts.map(({ name }) => name)), ...lookedUp(service)])
  const seen = new Set<string>()
  for (const { path, expression } of expressionsOf(service))
    for (const name of expression?.facts ?? []) {
      if (told.has(name) || seen.has(name)) continue
      seen.add(name)
      warn(work, path, {
        message: `“${name}” is looked at here, but nobody is asked it and no register tells it.`,
        hint: `Put ${name} on a page, or look it up under development.know.`,
      })
    }
}

function lookedUp({ know, facts }: Service): string[] {
  const wanted = new Set(know.flatMap(lookup => lookup.facts))
  return [...facts.values()].filter(({ name, of }) => wanted.has(name) || wanted.has(of ?? '')).map(({ name }) => name)
}

function expressionsOf({ pages, workOut, eligible, decide, tasks, offers }: Service): { path: Path; expression?: Expression }[] {
  const found = (path: Path, expression: Expression | undefined) => (expression ? [{ path, expression }] : [])
  return [
    ...pages.flatMap(({ when }, at) => found(['design', 'pages', at, 'when'], when)),
    ...[...workOut.values()].flatMap(({ name, is }) => found(['development', 'work-out', name], is)),
    ...eligible.flatMap((rule, at) => found(['development', 'eligible', at, 'if'], rule.if)),
    ...decide.rules.flatMap((rule, at) => found(['development', 'decide', 'rules', at, 'if'], rule.if)),
    ...decide.rules.flatMap((rule, at) =>
      [...rule.outputs].flatMap(([name, value]) => found(['development', 'decide', 'rules', at, name], value)),
    ),
    ...tasks.flatMap(({ when }, at) => found(['delivery', 'tasks', at, 'when'], when)),
    ...offers.flatMap(({ when }, at) => found(['delivery', 'offers', at, 'when'], when)),
  ]
}
