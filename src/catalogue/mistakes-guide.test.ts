import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import test from 'node:test'
import { describeFault } from './faults.ts'
import { checkServiceText, loadCatalogue } from './load-catalogue.ts'

const root = new URL('../../', import.meta.url)
const page = new URL('docs/MISTAKES.md', root)
const mistakes = await readFile(page, 'utf8')
const guide = await readFile(new URL('docs/SERVICE-FILE.md', root), 'utf8')
const fairhaven = await loadCatalogue(root.pathname)
const service = plain(/```yaml\n(.*?)```/s.exec(guide)![1]!)

/** The guide's own remarks stand behind its lines; they are no part of them. */
function plain(yaml: string): string {
  return yaml.replaceAll(/ +# .*$/gm, '')
}

/** The guide's service with the lines marked by a minus taken out and those marked by a plus put in. */
function changed(diff: string): string {
  const lines = (mark: string) =>
    diff
      .split('\n')
      .filter(line => line.startsWith(mark))
      .map(line => `${line.slice(2)}\n`)
      .join('')
  const [before, after] = [lines('-'), lines('+')]
  assert.equal(service.split(before).length, 2, `the guide holds this once: ${before}`)
  return service.replace(before, () => after)
}

function saidOf(diff: string): string {
  const { faults, warnings } = checkServiceText(fairhaven, { file: 'services/bicycle-shelter.yaml', text: changed(diff) })
  return [...faults, ...warnings].map(describeFault).join('\n')
}

const told = mistakes.replaceAll(
  /```diff\n(.*?)```\n(?:\n```text\n.*?```\n)?/gs,
  (_, diff: string) => `\`\`\`diff\n${diff}\`\`\`\n\n\`\`\`text\n${saidOf(diff)}\n\`\`\`\n`,
)

test('every mistake in the guide to mistakes gets exactly the words that stand under it', async () => {
  if (process.env.WRITE_DOCUMENTS) await writeFile(page, told)
  assert.equal(told, process.env.WRITE_DOCUMENTS ? told : mistakes)
})

test('there are at least twenty of them, and none passes unnoticed', () => {
  const said = [...told.matchAll(/```text\n(.*?)```/gs)].map(match => match[1]!)
  assert.ok(said.length >= 20, String(said.length))
  for (const words of said) assert.match(words, /^services\/bicycle-shelter\.yaml:\d+:\d+ (warning: )?\S.+[.”?…!] \S/)
})
