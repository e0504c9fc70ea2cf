import type { ManySessions } from '../tests/hostile/many-sessions.ts'
import { outputOf } from './isolation.ts'
import type { SuiteResult } from './run.ts'

/** Ten thousand people signed in, five pages each, two hundred requests under way at any time: every page is its owner's. */
export async function run(): Promise<SuiteResult> {
  const said = await outputOf('tests/hostile/ten-thousand.ts')
  const [, json] = /^(?:# )?sessions (\{.*\})$/m.exec(said) ?? []
  if (!json) throw new Error(`they did not come to their end: ${said.slice(-2_000)}`)
  const { people, pages, mismatches } = JSON.parse(json) as ManySessions
  return {
    ...{ suite: 'many-sessions', passed: pages - mismatches.length, total: pages, failures: mismatches },
    reasons: [{ reason: 'people signed in at once', times: people }],
  }
}
