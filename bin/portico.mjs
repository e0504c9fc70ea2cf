#!/usr/bin/env node
// Runs Portico on Node 24 or newer: on this one when it is, else on the one that came as a package. Plain JavaScript for Node 20.19.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED_MAJOR = 24
const PACKAGED = `node-${process.platform === 'darwin' && process.arch === 'arm64' ? 'bin-' : ''}${process.platform}-${process.arch}`

if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) await runHere()
else runOn(packagedNode())

async function runHere() {
  endWithLauncher()
  await import('./typescript.mjs')
  await import('../src/app/command-line.ts')
}

function runOn(node) {
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.once('error', giveUp)
  child.once('exit', (code, signal) => {
    for (const caught of signals) process.removeAllListeners(caught)
    if (signal) process.kill(process.pid, signal)
    process.exitCode = code
  })
}

// The channel to the launcher closes when it ends, however it ends.
function endWithLauncher() {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}

function packagedNode() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${PACKAGED}/package.json`)), 'bin', 'node')
  } catch {
    return giveUp()
  }
}

function giveUp() {
  console.error(
    `Portico needs Node ${NEEDED_MAJOR} or newer; this is ${process.version}, and the package ${PACKAGED} that would bring it is not here or does not run: ` +
      `run "npm ci" without --omit=optional, or install Node ${NEEDED_MAJOR} from https://nodejs.org.`,
  )
  process.exit(1)
}
