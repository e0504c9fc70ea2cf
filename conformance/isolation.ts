import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Tried } from '../tests/hostile/matrix.ts'
import type { SuiteResult } from './run.ts'

const ROOT = join(import.meta.dirname, '..')
const MATRIX = 'tests/hostile/whole-matrix.ts'

/**
 * Every route, caller and owner, over 100,000 attempts: once with the application's checks, and once with all of them passed, so that
 * row-level security alone stands in the way. `passed` are those that gave nothing away.
 */
export async function run(): Promise<SuiteResult> {
  const said = await outputOf(MATRIX)
  const [, json] = /^(?:# )?isolation (\{.*\})$/m.exec(said) ?? []
  if (!json) throw new Error(`the matrix did not come to its end: ${said.slice(-2_000)}`)
  const { withChecks, withoutChecks } = JSON.parse(json) as Record<'withChecks' | 'withoutChecks', Tried>
  const failures = [...withChecks.leaks, ...withoutChecks.leaks]
  const total = withChecks.attempts + withoutChecks.attempts
  return {
    ...{ suite: 'isolation', passed: total - failures.length, total, failures },
    reasons: [
      { reason: 'attempts with the application’s checks', times: withChecks.attempts },
      { reason: 'attempts without them', times: withoutChecks.attempts },
      { reason: 'leaks', times: failures.length },
    ],
  }
}

/** What the tests of one file say, run by a Node of their own, as TAP. */
export function outputOf(file: string): Promise<string> {
  const args = ['--import', import.meta.resolve('#typescript'), '--test', '--test-isolation=none', '--test-reporter=tap', file]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', part => {
      said += part
    })
    child.once('error', reject)
    child.once('exit', () => resolve(said))
  })
}
