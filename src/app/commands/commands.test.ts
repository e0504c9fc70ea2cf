import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, mock, test } from 'node:test'
import { readConfig } from '../config.ts'
import { importCommand } from './import-command.ts'
import { servicesCommand } from './services-command.ts'

const ROOT = join(import.meta.dirname, '../../..')
const folder = await mkdtemp(join(tmpdir(), 'portico-commands-'))
after(() => rm(folder, { recursive: true }))
for (const name of ['agencies.yaml', 'facts.yaml', 'registers.yaml', 'services', 'life-events'])
  await cp(join(ROOT, name), join(folder, name), { recursive: true })

const sign = { type: 'SignatureField', name: 'f', title: 'Sign here' }
const form = {
  startPage: '/name',
  name: 'Book the village hall',
  pages: [
    {
      path: '/name',
      title: 'Your name',
      components: [{ type: 'TextField', name: 'n', title: 'What is your name?' }],
      next: [{ path: '/lease' }],
    },
    { path: '/lease', title: 'Your lease', components: [sign, { type: 'Para', content: 'Have a pen ready.' }] },
  ],
}
const file = join(folder, 'village hall.json')
await writeFile(file, JSON.stringify(form))

const services = (rest: string[]) => servicesCommand(rest, () => readConfig({}))

/** Runs a command and keeps what it printed. */
async function run(command: (rest: string[]) => Promise<number>, ...rest: string[]) {
  const said: string[] = []
  const keep = (text: unknown) => said.push(String(text))
  const printers = [mock.method(console, 'log', keep), mock.method(console, 'error', keep)]
  const code = await command(rest)
  for (const printer of printers) printer.mock.restore()
  return { code, text: said.join('\n') }
}

test('a sound folder is said to be sound, with counts, and its examples run', async () => {
  const { code, text } = await run(services, 'check', folder)
  assert.equal(code, 0)
  assert.match(
    text,
    /^\d+ services, \d+ life events? and \d+ facts without a fault; \d+ examples ran as expected; 0 facts asked again\.$/,
  )
})

test('a form is brought in, checked and listed; the folder then holds one service more', async () => {
  const { code, text } = await run(importCommand, 'xgov', file, '--to', folder, '--owner', 'municipality')
  assert.equal(code, 0, text)
  assert.match(text, /village-hall\.yaml: 2 pages, 1 question, in English, answered for by municipality\./)
  assert.match(text, /\/lease: “Sign here”, a SignatureField \(there is no such question here/)
  assert.match(text, /1 required question is not asked/)
  assert.match(
    await readFile(join(folder, 'services/village-hall.yaml'), 'utf8'),
    /^# Made from the form definition "village hall\.json"\./,
  )
  assert.equal((await run(services, 'check', folder)).code, 0)
})

const modelTwice = (policy: string) => `<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Loan" namespace="https://example/loan">
<inputData id="i" name="home"><variable name="home" typeRef="boolean"/></inputData>
<decision id="d" name="Routing"><variable name="Routing"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
<decisionTable hitPolicy="${policy}"><input><inputExpression><text>home</text></inputExpression></input><output name="step"/>
<rule><inputEntry><text>true</text></inputEntry><outputEntry><text>"accept"</text></outputEntry></rule>
<rule><inputEntry><text>true</text></inputEntry><outputEntry><text>"decline"</text></outputEntry></rule>
</decisionTable></decision></definitions>`

test('a model whose rules cannot all hold is kept beside the services with what to mend, and the import is not blamed', async () => {
  for (const [name, policy, said] of [
    ['overlap', 'UNIQUE', /overlap\.yaml:\d+:\d+ Rules 1 and 2 both apply/],
    ['dead', 'FIRST', /dead\.yaml:\d+:\d+ Rule 2 is never reached/],
  ] as const) {
    const model = join(folder, `${name}.dmn`)
    await writeFile(model, modelTwice(policy))
    const { code, text } = await run(importCommand, 'dmn', model, '--to', folder, '--owner', 'municipality')
    assert.equal(code, 1)
    assert.match(text, said)
    assert.match(text, /1 fault of its own, not of the import\..*services\/\w+\.yaml\.draft, where nothing serves it/s)
    assert.doesNotMatch(text, /mistake of the import/)
    const draft = await readFile(join(folder, `services/${name}.yaml.draft`), 'utf8')
    assert.match(draft, /^# Made from the DMN model .*\n# To mend before it can be used:\n# - services/s)
    assert.match((await run(importCommand, 'dmn', model, '--to', folder)).text, /yaml\.draft is there already/)
  }
  assert.equal((await run(services, 'check', folder)).code, 0)
})

const refused: readonly [what: string, rest: string[], sentence: RegExp][] = [
  [
    'a form brought in twice',
    ['xgov', file, '--to', folder],
    /is there already\. Take it away, or give the service another id with --id village-hall-2/,
  ],
  [
    'an agency that is not there',
    ['xgov', file, '--to', folder, '--owner', 'nobody'],
    /There is no agency “nobody”\. Choose one with --owner: civil-registry/,
  ],
  ['a file that is not there', ['xgov', join(folder, 'none.json'), '--to', folder], /The file cannot be read/],
  ['a file of another kind', ['xgov', join(ROOT, 'package.json'), '--to', folder], /This is no form-runner definition/],
  [
    'a folder that is no government’s',
    ['xgov', file, '--to', join(folder, 'services')],
    /agencies\.yaml:1:1 The file cannot be read/,
  ],
]

for (const [what, rest, sentence] of refused)
  test(`${what} ends the import with a sentence`, async () => {
    const { code, text } = await run(importCommand, ...rest)
    assert.equal(code, 1)
    assert.match(text, sentence)
  })

test('words that are no command are answered with how to use it', async () => {
  assert.deepEqual([(await run(importCommand, 'pdf', file)).code, (await run(services, 'chek')).code], [2, 2])
  assert.match((await run(services, 'check', '--jsn')).text, /Unknown option '--jsn'/)
})

test('all faults are printed at once, each at its place, and the command ends with 1', async () => {
  const path = join(folder, 'services/village-hall.yaml')
  const whole = await readFile(path, 'utf8')
  await writeFile(path, whole.replace('owner: municipality', 'owner: municipalty').replace('page: name', 'page: lease'))
  const { code, text } = await run(services, 'check', folder)
  assert.equal(code, 1)
  assert.match(text, /village-hall\.yaml:\d+:\d+ There is no agency “municipalty”\. Did you mean “municipality”\?/)
  assert.match(text, /The page “lease” is there twice\./)
  assert.match(text, /2 faults\. No example was run\.$/)
  const report = JSON.parse((await run(services, 'check', folder, '--json')).text)
  assert.deepEqual(
    report.faults.map(({ severity }: { severity: string }) => severity),
    ['fault', 'fault'],
  )
  await writeFile(path, whole)
})

test('an example that ends otherwise is a failure, said with what was expected', async () => {
  const path = join(folder, 'services/childcare-place.yaml')
  const whole = await readFile(path, 'utf8')
  await writeFile(path, whole.replace('ends: officer', 'ends: grant'))
  const { code, text } = await run(services, 'check', folder)
  assert.equal(code, 1)
  assert.match(
    text,
    /childcare-place\.yaml:\d+:\d+ Example “an officer decides”: it should end in a grant and went to an officer, because “[a-z-]+”\. Mend/,
  )
  await writeFile(path, whole)
})

test('what a service may use is listed in words: facts, registers, agencies and life events', async () => {
  const { code, text } = await run(services, 'facts', '--dir', folder)
  assert.equal(code, 0)
  assert.match(text, / {2}child\.bornOn: date, “.+”; one for each of children/)
  assert.match(text, / {2}population\.person: .*applicant\.familyName/)
  assert.match(text, / {2}municipality: Fairhaven City/)
  assert.match(text, / {2}having-a-child: /)
  assert.equal((await run(services, 'facts', 'x')).code, 2)
})

test('a warning is printed as one, and the command ends well', async () => {
  const path = join(folder, 'services/community-grant.yaml')
  const whole = await readFile(path, 'utf8')
  await writeFile(path, whole.replace('if: project.amount <= mostGrant', 'if: project.amount >= 10000'))
  const { code, text } = await run(services, 'check', folder)
  assert.match(text, /community-grant\.yaml:\d+:\d+ warning: Everybody meets “not-too-much”/)
  assert.match(text, /without a fault and with 1 warning; /)
  const report = JSON.parse((await run(services, 'check', folder, '--json')).text)
  assert.deepEqual([report.warnings[0].severity, report.faults], ['warning', []])
  assert.equal(code, 1, 'the example of what is too much is no longer met')
  await writeFile(path, whole)
})

test('what is asked again is printed by service, with its definition in JSON', async () => {
  const path = join(folder, 'services/move-home.yaml')
  const whole = await readFile(path, 'utf8')
  const because = 'asked-again: [{ facts: [applicant.residence], because: { en: Why, fr: Pourquoi, ar: لماذا } }]'
  await writeFile(
    path,
    whole
      .replace('applicant.familyName, applicant.residence],\n', 'applicant.familyName],\n')
      .replace('  parameters:', `  ${because}\n  parameters:`),
  )
  const { text } = await run(services, 'check', folder)
  assert.match(text, /move-home\.yaml asks again for 1 fact that a register holds: applicant\.residence\./)
  assert.match(text, /; 1 fact asked again\.$/)
  const report = JSON.parse((await run(services, 'check', folder, '--json')).text)
  const expected = { service: 'move-home', file: 'services/move-home.yaml', facts: ['applicant.residence'], definition: '1' }
  assert.deepEqual(
    report.askedAgain.find(({ service }: { service: string }) => service === 'move-home'),
    expected,
  )
  await writeFile(path, whole)
})

test('the schema of each kind of file is printed for editors, with all that a file may say', async () => {
  const { code, text } = await run(services, 'schema', 'service')
  const { properties } = JSON.parse(text)
  assert.equal(code, 0)
  assert.ok(properties.development.properties['asked-again'] && properties.direction.properties['reading-age'])
  assert.ok(JSON.parse((await run(services, 'schema', 'agencies')).text).properties.government.properties['reading-age'])
  const wrong = await run(services, 'schema', 'servces')
  assert.equal(wrong.code, 2)
  assert.match(wrong.text, /There is no kind of file “servces”.*service, life-event/s)
})

test('a service is walked with generated answers, and the shortest way to each outcome is said', async () => {
  const { code, text } = await run(services, 'walk', 'move-home', '--dir', folder)
  assert.equal(code, 0, text)
  assert.match(text, /^move-home: 3 of 3 pages were met; 2 of 2 ways at a conditional page/)
  assert.match(text, /Granted: The law asks only that you tell us\.\n {4}2 pages, 6 questions: About you → Your move\n/)
  const { text: json } = await run(services, 'walk', 'move-home', '--dir', folder, '--json')
  const { coverage: _, ...said } = JSON.parse(json)
  assert.deepEqual([said.service, said.notReached, said.isBudgetSpent], ['move-home', [], false])
})

test('a walk that does not get everywhere ends with 1, and says where and why', async () => {
  const path = join(folder, 'services/move-home.yaml')
  const whole = await readFile(path, 'utf8')
  await writeFile(path, whole.replace('when: move.alone = false', 'when: string length(string(move.alone)) > 40'))
  const { code, text } = await run(services, 'walk', 'move-home', '--dir', folder)
  await writeFile(path, whole)
  assert.equal(code, 1)
  assert.match(
    text,
    /Not reached: The page “Those who move with you” is never met\. No combination of the answers that matter leads there\./,
  )
})

test('a service is drawn, or its decision table, to a file or on the screen', async () => {
  const out = join(folder, 'move-home.svg')
  assert.equal((await run(services, 'draw', 'move-home', '--dir', folder, '--language', 'ar', '--out', out)).code, 0)
  assert.match(await readFile(out, 'utf8'), /^<svg .*direction="rtl"/)
  assert.match((await run(services, 'draw', 'move-home', '--dir', folder, '--table')).text, /Rules are read from top to bottom/)
})

test('walking and drawing ask for what they need', async () => {
  for (const rest of [
    ['walk', 'nothing'],
    ['walk', '--on', 'today'],
    ['draw'],
    ['draw', 'nothing'],
    ['draw', 'move-home', '--language', 'xx'],
  ])
    assert.equal((await run(services, ...rest, '--dir', folder)).code, 2, rest.join(' '))
})
