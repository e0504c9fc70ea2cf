#!/usr/bin/env node
// Runs every test there is on this machine, rules and walks side by side, and closes with one line of counts.
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'

const SEED = new URL('fuzz-seed.mjs', import.meta.url).href
const FLAGS = [
  '--import',
  import.meta.resolve('#typescript'),
  '--import',
  SEED,
  '--test',
  '--test-reporter=spec',
  '--test-isolation=none',
  '--test-timeout=120000',
]
const wanted = process.argv.slice(2)
const isWanted = file => wanted.length === 0 || wanted.some(part => file.includes(part))

// Walks of several machines take minutes: they are run when they are named.
const walks = globSync(wanted.length === 0 ? 'tests/*.test.ts' : 'tests/**/*.test.ts')
// A bench brings the engine it is held against, with tests of its own.
const rules = globSync('{src,dev,conformance,bench,bin}/**/*.test.{ts,tsx}').filter(file => !file.includes('node_modules'))

// A town stays up until its process ends: a few walks at a time, so that all of them are not up together.
const WALKS_AT_A_TIME = 6
const parts = [
  ['rules', rules.filter(isWanted).sort()],
  ...inParts(walks.filter(isWanted).sort(), WALKS_AT_A_TIME).map(files => ['walks', files]),
]
const AT_A_TIME = 2

const waiting = parts.filter(([, files]) => files.length > 0)
const results = []
await Promise.all(Array.from({ length: AT_A_TIME }, inTurn))
const sum = key => results.reduce((total, result) => total + result[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = results.some(result => result.code !== 0) || sum('passed') === 0 ? 1 : 0

function inParts(files, size) {
  return Array.from({ length: Math.ceil(files.length / size) }, (_, at) => files.slice(at * size, (at + 1) * size))
}

async function inTurn() {
  for (let part = waiting.shift(); part; part = waiting.shift()) results.push(await run(...part))
}

function run(name, files) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [...FLAGS, ...files], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', part => {
      text += part
    })
    child.once('exit', code => {
      console.log(`── ${name}\n${text}`)
      resolve({
        code,
        passed: count(text, 'pass'),
        failed: count(text, 'fail') + count(text, 'cancelled'),
        skipped: count(text, 'skipped'),
      })
    })
  })
}

function count(text, word) {
  return Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
}
