import { parseArgs } from 'node:util'

interface Options {
  readonly [name: string]: 'text' | 'switch'
}

interface Arguments {
  readonly named: readonly string[]
  readonly text: Readonly<Record<string, string | undefined>>
  readonly on: ReadonlySet<string>
}

/** A command's words: those that stand alone, `--to DIR` and `--json`. @returns a sentence when they cannot be understood */
export function readArguments(rest: readonly string[], options: Options): Arguments | string {
  try {
    const kinds = Object.entries(options).map(([name, kind]) => [name, { type: kind === 'text' ? 'string' : 'boolean' }] as const)
    const { values, positionals } = parseArgs({ args: [...rest], options: Object.fromEntries(kinds), allowPositionals: true })
    const given = Object.entries(values)
    return {
      named: positionals,
      text: Object.fromEntries(given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
      on: new Set(given.flatMap(([name, value]) => (value === true ? [name] : []))),
    }
  } catch (error) {
    return (error as Error).message
  }
}
