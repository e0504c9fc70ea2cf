import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '..')
const pages = [...globSync('*.md', { cwd: ROOT }), ...globSync('{docs,src,dev}/**/*.md', { cwd: ROOT })].map(file => ({
  file,
  text: read(file),
}))
const architecture = read('docs/ARCHITECTURE.md')
const sources = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname }).filter(file => !/\.test\.|testing\//.test(file))

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}

/** What stands between backticks in one column of the table of modules; `column` counts from 0. */
function modulesTell(column: number): string[] {
  const from = architecture.indexOf('## The modules')
  const rows = architecture.slice(from, architecture.indexOf('\n## ', from + 1)).match(/^\| \d .*$/gm)!
  return rows.flatMap(row => [...row.split('|')[column + 1]!.matchAll(/`([^`]+)`/g)].map(match => match[1]!)).sort()
}

test('every link in the documents leads to a file that is there', () => {
  const broken = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)|src="(?!https?:)([^"]+)"/g)]
      .map(match => (match[1] ?? match[2])!)
      .filter(link => !existsSync(join(ROOT, dirname(file), link)))
      .map(link => `${file} links to ${link}`),
  )
  assert.deepEqual(broken, [])
})

test('every command the documents tell people to run exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const usage = read('src/app/command-line.ts')
  for (const { file, text } of pages) {
    for (const [, script] of text.matchAll(/\bnpm run (?:-s )?([a-z]+)/g))
      assert.ok(scripts[script!], `${file}: npm run ${script}`)
    for (const [, command] of text.matchAll(/npm run portico -- ([a-z]+ [a-z]+)/g))
      assert.ok(usage.includes(`portico ${command}`), `${file}: portico ${command}`)
  }
})

test('every threat has its row; what is said to stand is proven, and what does not is said to be missing', () => {
  const rows = [...read('docs/THREATS.md').matchAll(/^\| (\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)]
  assert.deepEqual(
    rows.map(([, number]) => Number(number)),
    Array.from({ length: 25 }, (_, at) => at + 1),
  )
  for (const [, number, , state, control, proof, missing] of rows.map(row => row.map(cell => cell.trim()))) {
    assert.ok(['stands', 'in part', 'not yet'].includes(state!), number)
    assert.equal(
      state === 'stands',
      missing === '',
      `${number}: what stands misses nothing, and what misses something does not stand`,
    )
    assert.equal(state === 'not yet', control === '' && proof === '', number)
    if (state === 'stands') assert.match(proof!, /`(?:src|tests|conformance)\/[\w./-]+`/, number)
  }
})

test('every source file that a document names is there', () => {
  const named = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/`((?:src|dev|tests|bin|conformance)\/[\w./-]+)`/g)].map(match => ({ file, name: match[1]! })),
  )
  assert.deepEqual(
    named.filter(({ name }) => !existsSync(join(ROOT, name))),
    [],
  )
})

test('the tour names every module, and no other', () => {
  const there = globSync('*', { cwd: import.meta.dirname }).filter(name =>
    statSync(join(import.meta.dirname, name)).isDirectory(),
  )
  assert.deepEqual(modulesTell(1), there.sort())
})

test('the tour names every table, and no other', () => {
  const made = globSync('migrations/*.sql', { cwd: ROOT }).flatMap(file =>
    [...read(file).matchAll(/create table ([a-z_.]+)/g)].map(match => match[1]!),
  )
  assert.deepEqual(modulesTell(3), made.sort())
})

test('the tour names every event, and no other', () => {
  const named = modulesTell(4)
  const subjects = [...new Set(named.map(kind => kind.split('.')[0]))].join('|')
  const quoted = new RegExp(`'((?:${subjects})\\.[a-z-]+)'`, 'g')
  const written = new Set(sources.flatMap(file => [...read(join('src', file)).matchAll(quoted)].map(match => match[1]!)))
  // A table may be called as an event could be.
  for (const table of modulesTell(3)) written.delete(table)
  // Counted when it happens; nothing lets it happen yet.
  written.delete('case.withdrawn')
  // What OpenTelemetry calls the program that sends traces.
  written.delete('service.name')
  assert.deepEqual(named, [...written].sort())
})

test('the glossary has each word once, in order', () => {
  const words = [...read('docs/GLOSSARY.md').matchAll(/^\| \*\*(.+?)\*\* +\|/gm)].map(match => match[1]!)
  assert.deepEqual(
    words,
    [...new Set(words)].sort((a, b) => a.localeCompare(b, 'en')),
  )
  assert.ok(words.length > 40)
})
