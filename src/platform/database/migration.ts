/** One migration, as its first lines say how it may be applied. */
export interface Migration {
  readonly name: string
  readonly text: string
  /** The oldest release that may run with it, by the number of its newest migration; undefined: the release before it runs on. */
  readonly needs: string | undefined
  /** Applied outside a transaction. */
  readonly isAlone: boolean
}

/** Reads `-- needs: 0038` and `-- alone: why` at the head of a migration. */
export function readMigration(name: string, text: string): Migration {
  const needs = /^-- needs: (\d{4})\b/m.exec(text)?.[1]
  return { name, text, needs, isAlone: /^-- alone: \S/m.test(text) }
}

/** A fault that whoever starts the program can do something about. */
export function migrationFault(sentence: string): Error {
  return Object.assign(new Error(sentence), { name: 'StartFault' })
}

interface Danger {
  readonly what: RegExp
  readonly sentence: string
}

/** What would stop the traffic of a large table, or break programs of the release before: @see docs/decisions/0037-several-processes-and-machines.md */
const LONG_LOCKS: readonly Danger[] = [
  {
    what: /\bcreate (?:unique )?index (?!concurrently)(?:if not exists )?\w+\s+on (?:only )?([\w.]+)/gi,
    sentence:
      'makes an index while nobody can write: use "create index concurrently" in a migration of its own, with "-- alone:"',
  },
  {
    what: /\balter table (?:only )?([\w.]+)[^;]*?\balter (?:column )?\w+ (?:set data )?type\b/gi,
    sentence: 'rewrites the table: add a column beside it instead',
  },
  {
    what: /\balter table (?:only )?([\w.]+)[^;]*?\bset not null\b/gi,
    sentence: 'reads the whole table under a lock: add a check "not valid", then validate it',
  },
  {
    what: /\balter table (?:only )?([\w.]+)[^;]*?\badd (?:constraint \w+ )?(?:check|foreign key)(?![^;]*\bnot valid\b)/gi,
    sentence: 'reads the whole table under a lock: add it "not valid", then validate it in a migration of its own',
  },
  {
    what: /\balter table (?:only )?([\w.]+)[^;]*?\badd (?:constraint \w+ )?(?:unique|primary key)(?! using index)/gi,
    sentence: 'makes an index under a lock: make it concurrently, then add the constraint "using index"',
  },
  {
    what: /\balter table (?:only )?([\w.]+)[^;]*?\badd column [^;,]*\bdefault (?:gen_random_uuid|random|clock_timestamp)\b/gi,
    sentence: 'writes every row under a lock: add it without default and fill it in steps',
  },
  { what: /\b(?:lock table|vacuum full|cluster|truncate)\s+([\w.]+)/gi, sentence: 'keeps everybody out of the table' },
  {
    what: /\bupdate ([\w.]+) set\b(?![^;]*\bwhere\b)/gi,
    sentence: 'writes every row in one transaction: fill it in steps, by a job',
  },
]
const CONTRACTS: readonly Danger[] = [
  {
    what: /\balter table (?:only )?([\w.]+)[^;]*?\b(?:drop (?:column )?(?!constraint|default|not\b|expression|identity)\w+|rename)\b/gi,
    sentence: 'takes away what the release before still uses',
  },
  {
    what: /\bdrop (?:table|view|schema|function) (?:if exists )?([\w.]+)/gi,
    sentence: 'takes away what the release before still uses',
  },
]

/**
 * What in a migration would fail requests while it is applied, as sentences. Tables it makes itself are nobody's yet.
 * `-- long lock accepted: why` and `-- needs: 0038` say that somebody has thought about it.
 */
export function dangersIn({ name, text, needs }: Migration): string[] {
  const code = text.replace(/--.*$/gm, '')
  const own = new Set(
    [...code.matchAll(/\bcreate (?:unlogged )?(?:table|schema|view) (?:if not exists )?([\w.]+)/gi)].map(match =>
      match[1]!.toLowerCase(),
    ),
  )
  const long = /^-- long lock accepted: \S/m.test(text) ? [] : told(code, LONG_LOCKS, own)
  const contract = needs
    ? []
    : told(code, CONTRACTS, own).map(sentence => `${sentence}: say "-- needs: NUMBER", the release that no longer uses it`)
  return [...long, ...contract].map(sentence => `migrations/${name} ${sentence}.`)
}

function told(code: string, dangers: readonly Danger[], own: ReadonlySet<string>): string[] {
  return dangers.flatMap(({ what, sentence }) =>
    [...code.matchAll(what)].filter(([, table]) => !own.has(table!.toLowerCase())).map(([, table]) => `${sentence} (${table})`),
  )
}
