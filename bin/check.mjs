#!/usr/bin/env node
// Types, lint, dead code and service files; every fault of every kind before it ends.
import { spawnSync } from 'node:child_process'

const checks = {
  types: ['tsc'],
  lint: ['biome', 'check', '--error-on-warnings', '.'],
  'dead code': ['knip'],
  'service files': ['node', 'bin/portico.mjs', 'services', 'check'],
}

let failed = 0
for (const [name, [command, ...args]] of Object.entries(checks)) {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok    ' : 'FAULTY'} ${name} (${seconds} s)`)
  if (status === 0) continue
  failed += 1
  console.log(`${stdout ?? ''}${stderr ?? ''}`)
}
process.exitCode = failed > 0 ? 1 : 0
