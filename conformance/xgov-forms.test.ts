import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isPresent, reasonsAgainst, run } from './xgov-forms.ts'

const dataDir = process.env.PORTICO_CONFORMANCE_DATA ?? join(import.meta.dirname, '../../shared/data')
const skip = !isPresent(dataDir) && 'the published forms are not on this machine'

const found = skip ? undefined : await run(dataDir)

test('every published form is brought, and walked to the end on every page and every branch', { skip }, () => {
  assert.deepEqual(found!.failures, [])
  assert.deepEqual([found!.passed, found!.total], [386, 386])
})

test('what cannot be said of the forms is what the document lists, with as many forms behind each reason', { skip }, () => {
  const document = readFileSync(join(import.meta.dirname, '../docs/CONFORMANCE.md'), 'utf8')
  const forms = Map.groupBy(found!.unsaid, ({ why }) => why.replaceAll(/“[^”]*”/g, '…'))
  for (const [why, all] of forms) {
    const row = `| ${why} | ${new Set(all.map(({ form }) => form)).size} |`
    assert.ok(document.includes(row), `docs/CONFORMANCE.md lacks: ${row}`)
  }
})

test('the walk notices an import that sends people another way than the form runner does', { skip }, () => {
  const text = readFileSync(join(dataDir, 'forms-uk-grants/cof_r3w2/en/feasibility-cof-r3-w2.json'), 'utf8')
  const form = { text, file: 'feasibility-cof-r3-w2.json' }
  assert.deepEqual(reasonsAgainst(form), [])
  const [reason] = reasonsAgainst(form, yaml => yaml.replace('Work = true', 'Work = false'))
  assert.match(reason ?? '', /^met .* where the form runner meets /)
})

test('the walk notices a page that nobody can come to any more', { skip }, () => {
  const text = readFileSync(join(dataDir, 'forms-uk-grants/cof_r3w2/en/feasibility-cof-r3-w2.json'), 'utf8')
  const never = (yaml: string) => yaml.replace(/when: (.*Work = true.*)$/m, 'when: ($1) and 1 = 2')
  const reasons = reasonsAgainst({ text, file: 'feasibility-cof-r3-w2.json' }, never)
  assert.ok(
    reasons.some(reason => /^the page “.*” is never met: never-together$/.test(reason)),
    reasons.join('\n'),
  )
})
