import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after } from 'node:test'
import { askedAgain } from './asked-again.ts'
import { CatalogueFaults, describeFault } from './faults.ts'
import { readPublished } from './load/check-catalogue.ts'
import { readSource } from './load/source-file.ts'
import { checkFolder, checkServiceText, loadCatalogue } from './load-catalogue.ts'
import { runExamples } from './run-examples.ts'

const root = new URL('../../', import.meta.url).pathname
const folders: string[] = []
after(() => Promise.all(folders.map(folder => rm(folder, { recursive: true }))))

type Change = [file: string, from: string | RegExp, to: string]

/** Fairhaven with some words of its files changed. */
async function changed(...changes: Change[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-catalogue-'))
  folders.push(folder)
  for (const name of ['agencies.yaml', 'facts.yaml', 'registers.yaml', 'services', 'life-events'])
    await cp(join(root, name), join(folder, name), { recursive: true })
  for (const [file, from, to] of changes) {
    const text = await readFile(join(folder, file), 'utf8')
    assert.ok(typeof from === 'string' ? text.includes(from) : from.test(text), `${file} holds ${from}`)
    await writeFile(join(folder, file), text.replace(from, to))
  }
  return folder
}

async function faultsOf(...changes: Change[]): Promise<string[]> {
  const error = await loadCatalogue(await changed(...changes)).catch(error => error)
  assert.ok(error instanceof CatalogueFaults, `faults, not ${error}`)
  return error.faults.map(describeFault)
}

const benefit = 'services/child-benefit.yaml'

/** A mistake a policy person might make, and what the checker says of it. */
const mistakes: [string, Change, RegExp][] = [
  [
    'a mistyped fact in a rule',
    [benefit, 'household.incomeLastYear > incomeLimit', 'household.incomLastYear > incomeLimit'],
    /child-benefit.yaml:\d+:25 There is no fact “household.incomLastYear”. Did you mean “household.incomeLastYear”/,
  ],
  ['a hyphen in a parameter’s name', [benefit, 'weeklyFirst:', 'weekly-first:'], /cannot hold “weekly-first”.*camelCase/],
  [
    'a fact nobody declared on a page',
    [benefit, 'facts: [applicant.bankAccount]', 'facts: [applicant.bankAcount]'],
    /There is no fact “applicant.bankAcount”. Did you mean “applicant.bankAccount”/,
  ],
  ['a mistyped key', [benefit, 'decide-within:', 'decide-witin:'], /cannot hold “decide-witin”. Did you mean “decide-within”/],
  ['a missing translation', [benefit, ', ar: إعانة الطفل }', ' }'], /child-benefit.yaml:3:1 “name” has no words in ar. Add ar/],
  [
    'an agency that is not there',
    [benefit, 'owner: family-agency', 'owner: family-agncy'],
    /There is no agency “family-agncy”. Did you mean “family-agency”/,
  ],
  [
    'a register that is not there',
    [benefit, 'from: tax.assessed-income', 'from: tax.income'],
    /There is no register “tax.income”/,
  ],
  [
    'a law nobody cites',
    [
      benefit,
      'from: population.household\n      because: family-support-act-s4',
      'from: population.household\n      because: family-act',
    ],
    /There is no law “family-act”/,
  ],
  [
    'a lookup that rests on consent and does not ask',
    [benefit, 'consent: asked', 'consent: not-needed'],
    /rests on consent must ask/,
  ],
  [
    'a reason without words',
    [benefit, 'then: refuse, because: income-above-limit', 'then: refuse, because: income-too-high'],
    /There is no reason “income-too-high”/,
  ],
  [
    'a refusal without a reason',
    [benefit, 'then: refuse, because: income-above-limit', 'then: refuse'],
    /refuses and gives no reason/,
  ],
  ['a promise without a clock', [benefit, / {2}clock: .*\n/, ''], /lacks “clock”. A promise needs its clock/],
  ['a consent that does not say what for', [benefit, / {6}purpose:\n(?: {8}.*\n)+/, ''], /without being told what it is for/],
  ['a page asked for twice', [benefit, '- page: account', '- page: income'], /The page “income” is there twice/],
  [
    'a condition that looks ahead',
    [benefit, 'when: household.livesWithPartner = true', 'when: household.incomeLastYear > 5'],
    /looks at “household.incomeLastYear”, asked here or later/,
  ],
  [
    'a fact of each child on a page that is not repeated',
    [benefit, 'facts: [household.livesWithPartner]', 'facts: [child.bornAt]'],
    /this page is not repeated/,
  ],
  ['a payment no rule works out', [benefit, 'amount: weekly,', 'amount: monthly,'], /does not say “monthly”/],
  [
    'an example that meets a page nobody wrote',
    [benefit, 'household, partner, income, account]', 'household, partner, incomes, account]'],
    /There is no page “incomes”. Did you mean “income”/,
  ],
  [
    'a service offered that is not there',
    ['services/register-birth.yaml', 'service: child-benefit', 'service: child-benefits'],
    /There is no service “child-benefits”. Did you mean “child-benefit”/,
  ],
  [
    'a life event that waits in a circle',
    ['life-events/having-a-child.yaml', '- service: register-birth\n', '- service: register-birth\n    after: childcare-place\n'],
    /waits for itself/,
  ],
  [
    'two files with one id',
    ['services/move-home.yaml', 'service: move-home', 'service: child-benefit'],
    /is also the id in services\/child-benefit.yaml/,
  ],
  [
    'a task longer than the promise',
    ['services/community-grant.yaml', 'within: 5 working days', 'within: 31 working days'],
    /longer than the whole promise/,
  ],
  ['a rule after the one that always holds', ['services/move-home.yaml', 'if: move.alone = true, then', 'then'], /never reached/],
  [
    'a date compared to text',
    ['services/move-home.yaml', /move.on <= today.*/, 'move.on <= "2026-01-01"'],
    /Write date\("2026-01-01"\)/,
  ],
  ['a tab instead of spaces', [benefit, '  owner: family', '\towner: family'], /This is not YAML/],
  [
    'an authority that does not hold the fact',
    ['facts.yaml', 'authority: tax.assessed-income', 'authority: population.person'],
    /“population.person” does not give “household.incomeLastYear”/,
  ],
  [
    'a day that is in no calendar',
    ['agencies.yaml', '2026-12-25', '2026-06-31'],
    /agencies.yaml:\d+:\d+ 2026-06-31 is no day of the calendar/,
  ],
  [
    'text with a comma and no quotation marks',
    [benefit, 'en: Your child,', 'en: Your child, or children,'],
    /cannot hold “or children”. Put text that holds a comma into quotation marks/,
  ],
  [
    'a fact that a register holds, asked without a reason',
    ['services/resident-parking.yaml', 'from: population.person', 'from: population.household'],
    /“applicant.residence” is asked of the person, but population.person holds it|does not give/,
  ],
  [
    'a service that offers itself',
    ['services/move-home.yaml', 'offers: [{ service: resident-parking }]', 'offers: [{ service: move-home }]'],
    /“move-home” offers itself/,
  ],
  [
    'a choice without options',
    ['facts.yaml', 'type: yes-no\n    label: { en: Do you live', 'type: one-of\n    label: { en: Do you live'],
    /is one-of and has no options/,
  ],
]

for (const [mistake, change, said] of mistakes) {
  test(`${mistake} is said with its place and what to do`, async () => {
    const faults = await faultsOf(change)
    assert.ok(
      faults.some(fault => said.test(fault)),
      faults.join('\n'),
    )
    assert.ok(
      faults.every(fault => /^[\w/.-]+:\d+:\d+ .+\.? .*$/.test(fault)),
      faults.join('\n'),
    )
  })
}

test('all mistakes are said at once, file by file', async () => {
  const faults = await faultsOf(
    [benefit, 'owner: family-agency', 'owner: nobody'],
    [benefit, 'then: refuse, because: income-above-limit', 'then: refuse'],
    ['services/move-home.yaml', 'for: person', 'for: people'],
    ['life-events/having-a-child.yaml', 'optional: true', 'optional: perhaps'],
  )
  const files = [...new Set(faults.map(fault => fault.split(':')[0]))]
  assert.deepEqual(files, ['life-events/having-a-child.yaml', benefit, 'services/move-home.yaml'])
  assert.equal(faults.length, 4)
})

test('a folder that is no government says which files it lacks', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portico-catalogue-'))
  folders.push(folder)
  const error = (await loadCatalogue(folder).catch(error => error)) as CatalogueFaults
  assert.deepEqual(
    error.faults.map(fault => fault.file),
    ['agencies.yaml', 'facts.yaml', 'registers.yaml'],
  )
})

test('an example that no longer holds is told with what was found', async () => {
  const catalogue = await loadCatalogue(await changed([benefit, '2026-04-06: 2690', '2026-04-06: 2700']))
  const failures = runExamples(catalogue.services.get('child-benefit')!)
  assert.match(
    describeFault(failures[0]!),
    /child-benefit\.yaml:\d+:\d+ Example “one child and a middling income”: weekly should be 2690 and is 2700\. Mend/,
  )
})

test('a service in a language the government does not speak needs only its own words', async () => {
  const text = await readFile(join(root, 'services/replace-library-card.yaml'), 'utf8')
  const folder = await changed()
  const own = text
    .replace('version: 1', 'version: 1\nlanguages: [en]')
    .replaceAll(/, fr: [^}]*\}/g, ' }')
    .replace(/\n\s+(fr|ar): .*/g, '')
  await writeFile(join(folder, 'services/replace-library-card.yaml'), own)
  const catalogue = await loadCatalogue(folder)
  assert.deepEqual(catalogue.services.get('replace-library-card')?.languages, ['en'])
})

test('one new service is checked against what is already there', async () => {
  const catalogue = await loadCatalogue(root)
  const text = await readFile(join(root, 'services/move-home.yaml'), 'utf8')
  const file = 'services/move-office.yaml'
  const { service, faults } = checkServiceText(catalogue, {
    file,
    text: text.replace('service: move-home', 'service: move-office'),
  })
  assert.deepEqual([service?.id, service?.file, faults], ['move-office', file, []])
  const wrong = checkServiceText(catalogue, { file, text: text.replace('service: resident-parking', 'service: parking') })
  assert.match(wrong.faults.map(describeFault).join(), /There is no service “parking”/)
  assert.equal(wrong.service, undefined)
})

/** Everything said of Fairhaven with some words changed, the warnings too. */
async function allOf(...changes: Change[]): Promise<string[]> {
  const { faults, warnings } = await checkFolder(await changed(...changes))
  return [...faults, ...warnings].map(describeFault)
}

test('the demonstration government has neither faults nor warnings', async () => {
  assert.deepEqual(await allOf(), [])
})

test('what a register holds may be asked with a reason, and is then counted; a reason for nothing is a fault', async () => {
  const unasked: Change = [benefit, 'household.partnerFamilyName]\n      from', 'household.livesWithPartner]\n      from']
  const because = (fact: string) =>
    [
      benefit,
      '  parameters:\n',
      `  asked-again: [{ facts: [${fact}], because: { en: Why, fr: Pourquoi, ar: لماذا } }]\n  parameters:\n`,
    ] as Change
  const said = await allOf(unasked)
  assert.match(
    said.join('\n'),
    /child-benefit.yaml:\d+:\d+ “household.partnerFamilyName” is asked of the person, but population.household holds it/,
  )
  const reasoned = await loadCatalogue(await changed(unasked, because('household.partnerFamilyName')))
  assert.deepEqual(askedAgain(reasoned.services.get('child-benefit')!), ['household.partnerFamilyName'])
  assert.match((await allOf(because('child.bornOn'))).join(), /“child.bornOn” needs no reason: it is not asked again/)
})

test('offers made to everyone that lead back to where they began are warned of', async () => {
  const back = (offer: string): Change => [
    'services/resident-parking.yaml',
    '  ask-afterwards',
    `  offers: [${offer}]\n  ask-afterwards`,
  ]
  const said = await allOf(back('{ service: move-home }'))
  assert.match(said[0]!, /warning: These offers go round in a circle: move-home → resident-parking → move-home/)
  assert.deepEqual(await allOf(back('{ service: move-home, when: known(applicant.email) }')), [])
})

test('the words of the government’s own facts and life events keep to its reading age too', async () => {
  const said = await allOf(['agencies.yaml', 'reading-age: 14', 'reading-age: 9'])
  for (const file of ['facts.yaml', 'life-events/having-a-child.yaml', benefit])
    assert.ok(
      said.some(sentence => sentence.startsWith(file) && /warning: This reads at about age 1\d, and the aim is 9/.test(sentence)),
      file,
    )
})

test('a version that was published goes on, though the checker has learnt since to call a part of it a mistake', async () => {
  const catalogue = await loadCatalogue(root)
  const text = await readFile(join(root, 'services/move-home.yaml'), 'utf8')
  const file = 'services/move-home.yaml'
  const unreachable = text.replace('when: move.alone = false', 'when: move.alone = false and move.alone = true')
  assert.match(checkServiceText(catalogue, { file, text: unreachable }).faults[0]!.message, /Nobody ever meets the page “others”/)
  assert.equal(readPublished(catalogue, readSource(file, unreachable)).service?.id, 'move-home')
  assert.equal(readPublished(catalogue, readSource(file, text.replace('move.alone = false', 'move.alne'))).service, undefined)
})
