import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isPresent, reasonsAgainst, run } from './xgov-forms.ts'

const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')
const skip = !isPresent(dataDir) && 'the published forms are not on this machine'

test('every published form is brought and walked, but for those that ask for a file', { skip }, async () => {
  const { total, passed, failures } = await run(dataDir)
  const others = failures.filter(({ reasons }) => !reasons.every(reason => /the file “/.test(reason)))
  assert.deepEqual(others, [])
  assert.equal(passed + failures.length, total)
})

test('the walk notices an import that sends people another way than the form runner does', { skip }, () => {
  const text = readFileSync(join(dataDir, 'forms-uk-grants/cof_r3w2/en/feasibility-cof-r3-w2.json'), 'utf8')
  const form = { text, file: 'feasibility-cof-r3-w2.json' }
  assert.deepEqual(reasonsAgainst(form), [])
  const [reason] = reasonsAgainst(form, yaml => yaml.replace('Work = true', 'Work = false'))
  assert.match(reason ?? '', /^met .* where the form runner meets /)
})
