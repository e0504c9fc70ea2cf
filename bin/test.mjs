#!/usr/bin/env node
// Runs every test there is on this machine, in two groups side by side, and closes with one line of counts.
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'

const SEED = new URL('fuzz-seed.mjs', import.meta.url).href
const FLAGS = [
  '--import',
  'tsx',
  '--import',
  SEED,
  '--test',
  '--test-reporter=spec',
  '--test-isolation=none',
  '--test-timeout=120000',
]
const groups = {
  rules: globSync('{src,dev,conformance,bench,bin,faults}/**/*.test.{ts,tsx}'),
  walks: globSync('tests/**/*.test.ts'),
}
const wanted = process.argv.slice(2)
const runs = Object.entries(groups)
  .map(([name, files]) => [name, wanted.length ? files.filter(file => wanted.some(part => file.includes(part))) : files])
  .filter(([, files]) => files.length > 0)

const results = await Promise.all(runs.map(([name, files]) => run(name, files.sort())))
const sum = key => results.reduce((total, result) => total + result[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
process.exitCode = results.some(result => result.code !== 0) || sum('passed') === 0 ? 1 : 0

function run(name, files) {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [...FLAGS, ...files], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PORTICO_TESTING: name },
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
