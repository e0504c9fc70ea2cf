import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { describeFault } from './faults.ts'
import { checkServiceText, loadCatalogue } from './load-catalogue.ts'
import { runExamples } from './run-examples.ts'

const root = new URL('../../', import.meta.url)
const fairhaven = await loadCatalogue(root.pathname)
const guide = await readFile(new URL('docs/SERVICE-FILE.md', root), 'utf8')
const text = /```yaml\n(.*?)```/s.exec(guide)![1]!.replaceAll(/ +# .*$/gm, '')

/** What the examples of the guide's service come to with one text of it replaced. */
function said(...changes: readonly (readonly [string, string])[]): string[] {
  const changed = changes.reduce((before, [from, to]) => {
    assert.ok(before.includes(from), from)
    return before.replace(from, () => to)
  }, text)
  const { service } = checkServiceText(fairhaven, { file: 'services/bicycle-shelter.yaml', text: changed })
  return runExamples(service!).map(describeFault)
}

test('an example that lacks a fact says which, who looks at it, and where it is asked; and nothing of what follows from it', () => {
  const guarded = 'if: shelter.isCargo = true and shelter.lengthCm > longest'
  assert.deepEqual(said([guarded, 'if: shelter.lengthCm > longest']), [
    'services/bicycle-shelter.yaml:65:7 Example “two plain bicycles”: it should end in a grant and went to an officer: shelter.lengthCm is not given, and rule 1 looks at it. The page “cargo” asks it only if shelter.isCargo = true. Name that condition in rule 1 too, before it looks.',
  ])
  assert.match(
    said(['bicycles: 2, isCargo: false', 'isCargo: false']).join('\n'),
    /shelter\.bicycles is not given, and the condition “few-enough” looks at it\. Give shelter\.bicycles in the example/,
  )
})

test('an amount, a reason and pages other than expected are said in words, at the example', () => {
  assert.match(
    said(['fee: 7000', 'fee: 9000']).join(),
    /:65:7 Example “two plain bicycles”: fee should be 9000 and is 7000\. Mend the rules/,
  )
  assert.match(
    said(['fee: 7000', 'toll: 7000']).join(),
    /toll should be 7000 and is not said\. Add toll: … to the rule that decides/,
  )
  assert.match(said(['because: too-long\n\n', 'because: fits\n\n']).join(), /the reason should be “fits” and is “too-long”\./)
  assert.match(said(['pages: [you, bicycles]', 'pages: [you]']).join(), /the pages should be you and are you, bicycles\./)
})

test('a request that no rule fits, or whose rate has no value yet, says so', () => {
  assert.match(
    said(['- { then: grant,', '- { if: shelter.bicycles > 3, then: grant,']).join(),
    /went to an officer: no rule fits it\. Add a rule/,
  )
  assert.match(
    said(['on: 2026-11-21', 'on: 2024-11-21']).join(),
    /what rule 2 works out comes to nothing\. Look for a rate that has no value yet on 2024-11-21\./,
  )
})
