#!/usr/bin/env node
// Writes docs/what-it-does.md from the names of the tests; with --check it only says whether the document still tells the truth.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Plain JavaScript for Node 20.19, so that it runs as it is called.
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const FOLDERS = ['bench', 'bin', 'conformance', 'dev', 'src', 'tests']
const DOCUMENT = 'docs/what-it-does.md'
const HEAD = `# What Portico does

Every sentence below is the name of a test that \`npm test\` runs. This page is written by \`node bin/what-it-does.mjs\`; do not edit it.
An ellipsis (…) stands for each of several cases.
`

const wanted = describe(testFiles())
if (!process.argv.includes('--check')) {
  writeFileSync(join(ROOT, DOCUMENT), wanted)
} else if (read(DOCUMENT) !== wanted) {
  console.error(`${DOCUMENT} does not tell what the tests say: run node bin/what-it-does.mjs`)
  process.exitCode = 1
}

function testFiles() {
  return (
    FOLDERS.filter(folder => existsSync(join(ROOT, folder)))
      .flatMap(folder => readdirSync(join(ROOT, folder), { recursive: true }).map(file => join(folder, file)))
      // A bench brings the engine it is held against, with tests of its own.
      .filter(file => !file.includes('node_modules'))
      .filter(file => /\.test\.tsx?$/.test(file))
      .sort()
  )
}

function describe(files) {
  const rooms = new Map()
  for (const file of files) {
    const names = testNames(read(file))
    if (names.length > 0) rooms.set(roomOf(file), [...(rooms.get(roomOf(file)) ?? []), { file, names }])
  }
  return [HEAD, ...[...rooms].sort(([a], [b]) => (a < b ? -1 : 1)).map(describeRoom)].join('\n')
}

function describeRoom([room, files]) {
  return [`## ${room}`, ...files.map(describeFile)].join('\n\n').concat('\n')
}

function describeFile({ file, names }) {
  return `**${basename(file).replace(/\.test\.tsx?$/, '')}**\n\n${names.map(name => `- ${name}`).join('\n')}`
}

/** The module a test stands in, or the folder for what is no module. */
function roomOf(file) {
  const [top, second, ...rest] = file.split('/')
  if (top === 'src') return rest.length > 0 ? second : 'the house'
  return { dev: 'development stand-ins', tests: 'whole journeys in a browser', bin: 'commands' }[top] ?? top
}

function testNames(text) {
  return [...text.matchAll(/^(?:.*[\s)])?test\(\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`)/gm)]
    .map(([, single, double, template]) => single ?? double ?? template.replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '…'))
    .map(name => name.replaceAll(/\\(.)/g, '$1').replaceAll(/([<*_|])/g, '\\$1'))
}

function read(file) {
  try {
    return readFileSync(join(ROOT, file), 'utf8')
  } catch {
    return ''
  }
}
