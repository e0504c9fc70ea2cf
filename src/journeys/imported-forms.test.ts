import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after, test } from 'node:test'
import { type CasesWorld, caseFor, casesOfSubmission, decideByRule, decideCase } from '#cases'
import { type Catalogue, type Fact, importXgov, loadCatalogue, type RawAnswer } from '#catalogue'
import { typedAnswers } from '#catalogue/testing'
import { keepFile, scanners } from '#documents'
import { catchUp, dayOf, newId } from '#platform'
import { testWorld } from '#platform/testing'
import { answerPage } from './answer-page.ts'
import { definitionOf } from './definition.ts'
import type { Draft } from './draft.ts'
import { sendJourney } from './send-journey.ts'
import { startJourney } from './start-journey.ts'
import { countingAnswers, stepsOf } from './steps.ts'
import { digestOf } from './submission.ts'
import type { JourneysWorld } from './world.ts'

const ROOT = join(import.meta.dirname, '../..')
const FORMS = join(process.env.PORTICO_CONFORMANCE_DATA ?? join(ROOT, '../shared/data'), 'forms-uk-grants')
const skip = !existsSync(FORMS) && `the published forms are not on this machine: ${FORMS}`

/** Forms in English and Welsh, with branches, repeated entries, money, dates, addresses, files and a turning away. */
const forms = [
  ...['cfa_r1/cfa-r1-about-your-organisation', 'cof/cy/buddion-cymunedol-cof', 'cof/en/funding-required-cof'],
  ...['cof_r2/cy/cyllid-sydd-ei-angen', 'cof_r2/en/project-costs', 'cof_r3/cy/costau-gweithredol-cof-r3-w1'],
  ...['cof_r3w2/en/feasibility-cof-r3-w2', 'ctdf_r2/ctdf-r2-project-details', 'ctdf_r2/ctdf-r2-organisation-information'],
  ...['cyp_r1/about-your-organisation-cyp', 'cyp_r1/project-milestones-cyp', 'dpif_r4/dataset-information'],
  ...['generic/generic-name-your-application', 'hsra_rp/applicant-information-hsra-rp', 'lpdf_r2/lpdf-r2-eligibility'],
  ...['night_shelter/joint-applications-ns', 'nwp_r1/nwp_r1_shared_files/nwp-shared-applicant-information'],
  ...['pfn_rp/pfn-rp-4-year-investment-plan-interventions', 'pfn_rp/pfn-rp-milestones', 'pfn_rp/pfn-rp-projects'],
  ...['cof_r3/en/local-support-cof-r3-w1', 'cof_r2/cy/risg', 'pfn_rp/pfn-rp-10-year-vision', 'hsra_rp/project-costs-hsra-rp'],
  ...['sf_r1/organisation-name-sample-cy', 'shif_apply/shif-apply-organisation-information'],
]

const amara = { id: newId(), personId: newId(), agency: 'municipality', name: 'Amara Okoye' }

type Town = JourneysWorld & CasesWorld

/** Fairhaven with every form of the list brought in, on a database of its own. */
async function townWithForms(): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-forms-'))
  after(() => rm(folder, { recursive: true }))
  for (const name of ['agencies.yaml', 'facts.yaml', 'registers.yaml']) await cp(join(ROOT, name), join(folder, name))
  await mkdir(join(folder, 'services'))
  for (const form of forms) {
    const { id, yaml, listed } = importXgov({ text: textOf(form), file: `${basename(form)}.json`, owner: 'municipality' })
    assert.deepEqual(
      listed.filter(({ loses }) => loses === 'question'),
      [],
    )
    await writeFile(join(folder, 'services', `${id}.yaml`), yaml)
  }
  return { ...(await testWorld()), ...outside(await loadCatalogue(folder)) }
}

function textOf(form: string): string {
  return readFileSync(join(FORMS, `${form}.json`), 'utf8')
}

/** What these forms never lean on: no register is asked, and nobody signs in. */
function outside(catalogue: Catalogue): Omit<Town, 'db' | 'now' | 'log' | 'keys'> {
  const never = () => Promise.reject(new Error('An imported form asks nobody but the person.'))
  return {
    ...{ catalogue, closedDays: [], publicUrl: 'https://fairhaven.example' },
    exchange: { ask: never },
    identityProvider: { begin: never, finish: never, endSessionUrl: never, verifyLogoutToken: never },
    scanner: scanners.none(),
    signer: { kid: 'test', keys: [], sign: async () => 'signed' },
  }
}

/** What is typed, with a plan handed in wherever a file is asked for. */
async function handedIn(world: Town, { personId, id }: Draft, fact: Fact, raw: RawAnswer): Promise<RawAnswer> {
  const asks = fact.item?.find(({ type }) => type === 'file') ?? fact
  if (asks.type !== 'file') return raw
  const bytes = Buffer.from(asks.rules.accept?.includes('pdf') ? '%PDF-1.7 the plan' : 'the plan')
  const kept = await keepFile(world, { person: personId, about: id, name: 'plan', bytes })
  assert.ok(kept.result === 'kept')
  return asks === fact ? kept.file.id : [{ [asks.field]: kept.file.id }]
}

/** Answers every page that comes, as a person would, then sends. `which` of the answers a question may have: 0 the first, -1 the last. */
async function goThrough(world: Town, service: string, which = 0) {
  const personId = newId()
  const on = dayOf(world.now())
  let draft: Draft = await startJourney(world, { personId, kind: 'service', subject: service, channel: 'web', language: 'en' })
  const definition = definitionOf(world.catalogue, draft)
  const met = new Set<string>()
  const next = () => stepsOf(definition, draft, on).find(({ id }) => !met.has(id))
  for (let step = next(); step; step = next()) {
    met.add(step.id)
    const raw = Object.fromEntries(
      await Promise.all(
        step.asks.map(async fact => [fact.name, await handedIn(world, draft, fact, typedAnswers(fact).at(which) ?? '')]),
      ),
    )
    const answered = await answerPage(world, { personId, id: draft.id }, { step: step.id, raw, seen: '', language: 'en' })
    assert.equal(answered.result, 'saved', `${service} ${step.id}: ${JSON.stringify(answered)}`)
    draft = answered.draft
  }
  const digest = digestOf(countingAnswers(definition, draft, on), definition.services)
  const sent = await sendJourney(world, { personId, id: draft.id, key: draft.submissionKey, digest })
  assert.ok(sent.result === 'sent', `${service} is sent`)
  return { personId, submission: sent.submission, met: [...met] }
}

const town = skip ? undefined : await townWithForms()

for (const form of forms)
  test(`${form} is walked, sent, and becomes a case that an officer decides`, { skip }, async () => {
    const service = basename(form).replaceAll(/[^a-z0-9]+/gi, '-')
    const { personId, submission } = await goThrough(town!, service)
    await catchUp(town!, [decideByRule])
    const [opened] = await casesOfSubmission(town!, personId, submission.reference)
    assert.deepEqual([opened?.service, opened?.agency, opened?.state], [service, 'municipality', 'open'])
    await decideCase(town!, opened!.id, { outcome: 'granted', reason: 'All is in order.' }, amara)
    assert.equal((await caseFor(town!, personId, opened!.reference))?.state, 'decided')
  })

test('a form that turns people away refuses with its own reason, and no officer has to', { skip }, async () => {
  const { personId, submission, met } = await goThrough(town!, 'lpdf-r2-eligibility', -1)
  assert.equal(met.at(-1), 'lpdf-r2-eligibility.not-eligible-regulation-19-stage')
  await catchUp(town!, [decideByRule])
  const [turnedAway] = await casesOfSubmission(town!, personId, submission.reference)
  assert.deepEqual([turnedAway?.state, turnedAway?.decision?.because], ['decided', 'not-eligible-regulation-19-stage'])
})

test('Welsh forms are offered in Welsh', { skip }, () => {
  const welsh = [...town!.catalogue.services.values()].filter(({ languages }) => languages.includes('cy')).map(({ id }) => id)
  const expected = [
    'buddion-cymunedol-cof',
    'costau-gweithredol-cof-r3-w1',
    'cyllid-sydd-ei-angen',
    'organisation-name-sample-cy',
    'risg',
  ]
  assert.deepEqual(welsh.sort(), expected)
})
