import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { decide } from '../decide.ts'
import { type CatalogueFiles, checkCatalogue } from '../load/check-catalogue.ts'
import { readSource } from '../load/source-file.ts'
import { walkPages } from '../walk-pages.ts'
import { ImportFault } from './import-fault.ts'
import { importXgov } from './import-xgov.ts'

const ROOT = join(import.meta.dirname, '../../..')
const ON = '2026-11-21'

const field = (type: string, name: string, title: string, more = {}) => ({ type, name, title, options: {}, schema: {}, ...more })
const go = (path: string, condition?: string) => ({ path, ...(condition ? { condition } : {}) })
const page = (path: string, components: object[], next: object[] = [], more = {}) => ({
  ...{ path, title: path.slice(1).replaceAll('-', ' '), components, next },
  ...more,
})
const when = (name: string, ...parts: [field: string, operator: string, value: string, coordinator?: string][]) => ({
  ...{ name, displayName: name },
  value: {
    name,
    conditions: parts.map(([of, operator, value, coordinator]) => ({
      ...{ field: { name: of, type: 'YesNoField', display: of }, operator, value: { type: 'Value', value, display: value } },
      ...(coordinator ? { coordinator } : {}),
    })),
  },
})

/** A grant form: who you are, whether you own the hall, and what you would spend; those who cannot apply are told so. */
const grant = {
  ...{ startPage: '/start', name: 'Apply for a village hall grant', sections: [], outputs: [], metadata: {} },
  lists: [
    {
      name: 'kinds',
      title: 'Kinds',
      type: 'string',
      items: [
        { text: 'A charity', value: 'charity' },
        { text: 'A council', value: 'council', description: 'Of any size' },
        { text: 'A company', value: 'company' },
      ],
    },
  ],
  conditions: [
    when('owns', ['own', 'is', 'true']),
    when('rents', ['own', 'is', 'false']),
    when('company', ['kind', 'is', 'company']),
    when('large', ['spend', 'is more than', '5000'], ['kind', 'is', 'council', 'and']),
  ],
  pages: [
    page('/start', [{ type: 'Para', name: 'p', content: '<p>Have your accounts at hand.</p>' }], [go('/kind')], {
      controller: 'start.js',
    }),
    page(
      '/kind',
      [field('RadiosField', 'kind', 'What kind of organisation are you?', { list: 'kinds' })],
      [go('/sorry', 'company'), go('/hall')],
    ),
    page('/sorry', [{ type: 'Html', name: 'h', content: '<p>Companies cannot apply.</p>' }]),
    page('/hall', [field('YesNoField', 'own', 'Do you own the hall?')], [go('/deeds', 'owns'), go('/rent', 'rents')]),
    page('/deeds', [field('DatePartsField', 'since', 'Since when?', { hint: 'As in the <b>deeds</b>' })], [go('/money')]),
    page('/rent', [field('TextField', 'landlord', 'Who owns it?')], [go('/money')]),
    page(
      '/money',
      [
        field('NumberField', 'spend', 'What would you spend?', { options: { prefix: '£' }, schema: { min: 100 } }),
        field('MultiInputField', 'costs', 'What on?', {
          children: [
            field('TextField', 'c1', 'Item'),
            field('NumberField', 'c2', 'Cost', { options: { prefix: '£', required: false } }),
          ],
        }),
      ],
      [go('/plan', 'large'), go('/summary')],
      { controller: 'RepeatingFieldPageController' },
    ),
    page(
      '/plan',
      [field('FreeTextField', 'plan', 'Describe your plan', { options: { maxWords: '300', required: false } })],
      [go('/summary')],
    ),
    page('/summary', [], [], { controller: './pages/summary.js' }),
  ],
}

function bring(form: object) {
  return importXgov({ text: JSON.stringify(form), file: 'village-hall.json', owner: 'municipality' })
}

const around = (): Pick<CatalogueFiles, 'agencies' | 'facts' | 'registers'> => {
  const [agencies, facts, registers] = ['agencies.yaml', 'facts.yaml', 'registers.yaml'].map(name =>
    readSource(name, readFileSync(join(ROOT, name), 'utf8')),
  )
  return { agencies: agencies!, facts: facts!, registers: registers! }
}
const fairhaven = around()

function serviceOf(form: object) {
  const { id, yaml } = bring(form)
  const { catalogue, faults } = checkCatalogue({
    ...fairhaven,
    services: [readSource(`services/${id}.yaml`, yaml)],
    lifeEvents: [],
  })
  assert.deepEqual(faults, [], yaml)
  return catalogue!.services.get(id)!
}

const service = serviceOf(grant)
const meets = (answer: object) => walkPages(service.pages, { answer }, ON).map(({ page: { id } }) => id)

test('a form becomes a service without a fault, and all of it is said', () => {
  assert.deepEqual(bring(grant).listed, [])
  assert.equal(service.name.en, 'Apply for a village hall grant: start')
  assert.deepEqual(
    [...service.facts.keys()],
    [
      'answer.whatKindOfOrganisationAreYou',
      'answer.doYouOwnTheHall',
      'answer.sinceWhen',
      'answer.whoOwnsIt',
      'answer.whatWouldYouSpend',
      'answer.whatOn',
      'answer.describeYourPlan',
    ],
  )
})

test('conditions read as a policy person would write them', () => {
  assert.deepEqual(
    Object.fromEntries(service.pages.flatMap(({ id, when: condition }) => (condition ? [[id, condition.source]] : []))),
    {
      sorry: 'answer.whatKindOfOrganisationAreYou = "company"',
      hall: 'answer.whatKindOfOrganisationAreYou != "company"',
      deeds: 'answer.doYouOwnTheHall = true',
      rent: 'answer.doYouOwnTheHall = false',
      money: 'answer.whatKindOfOrganisationAreYou != "company"',
      plan: 'answer.whatKindOfOrganisationAreYou = "council" and answer.whatWouldYouSpend > 500000',
    },
  )
})

test('each person meets the pages some way leads them to', () => {
  const council = {
    whatKindOfOrganisationAreYou: 'council',
    doYouOwnTheHall: true,
    sinceWhen: '2001-02-03',
    whatOn: [{ item: 'Roof' }],
  }
  assert.deepEqual(meets({ ...council, whatWouldYouSpend: 500_001 }), ['start', 'kind', 'hall', 'deeds', 'money', 'plan'])
  assert.deepEqual(meets({ ...council, whatWouldYouSpend: 500_000 }), ['start', 'kind', 'hall', 'deeds', 'money'])
  assert.deepEqual(meets({ whatKindOfOrganisationAreYou: 'company' }), ['start', 'kind', 'sorry'])
})

test('a page from which nothing leads on turns people away, with its own words', () => {
  const decision = decide(service, { answer: { whatKindOfOrganisationAreYou: 'company' } }, ON)
  assert.deepEqual([decision.outcome, decision.words?.en], ['refuse', 'sorry. Companies cannot apply.'])
  assert.equal(decide(service, { answer: { whatKindOfOrganisationAreYou: 'charity' } }, ON).outcome, 'officer')
})

test('questions keep their type, limits and hints', () => {
  const fact = (name: string) => service.facts.get(`answer.${name}`)!
  assert.deepEqual([fact('whatWouldYouSpend').type, fact('whatWouldYouSpend').rules], ['money', { min: 10_000, currency: 'GBP' }])
  assert.equal(fact('sinceWhen').hint?.en, 'As in the deeds')
  assert.deepEqual([fact('describeYourPlan').optional, fact('describeYourPlan').rules.maxWords], [true, 300])
  assert.deepEqual(
    fact('whatOn').item?.map(({ field: name, type, optional }) => [name, type, optional]),
    [
      ['item', 'text', false],
      ['cost', 'money', true],
    ],
  )
  assert.equal(fact('whatKindOfOrganisationAreYou').options?.[1]?.hint?.en, 'Of any size')
})

const changedPages = (change: (one: (typeof grant.pages)[number]) => object) => ({ ...grant, pages: grant.pages.map(change) })
const asking = (components: object[]) => changedPages(one => (one.path === '/rent' ? { ...one, components } : one))

const dropzone = (config: object, minimumRequiredFiles = 1) => ({ options: { minimumRequiredFiles, dropzoneConfig: config } })

test('a file is asked for, of the size and kinds that both sides take; what is not taken is listed', () => {
  const acceptedFiles = ',application/pdf,text/csv,application/msword'
  const more = dropzone({ maxFiles: 1, maxFilesize: 30, acceptedFiles })
  const form = asking([field('ClientSideFileUploadField', 'f', 'Your lease', more)])
  const { listed } = bring(form)
  const { type, rules, optional } = serviceOf(form).facts.get('answer.yourLease')!
  assert.deepEqual([type, rules, optional], ['file', { maxBytes: 10 * 1024 * 1024, accept: ['pdf', 'text'] }, false])
  assert.deepEqual(
    listed.map(({ what, loses }) => [what, loses]),
    [
      ['files of the type application/msword at “Your lease”', 'detail'],
      ['files of up to 30 MB at “Your lease”', 'detail'],
    ],
  )
})

test('a file that need not be handed in is optional', () => {
  const form = asking([field('ClientSideFileUploadField', 'f', 'Your lease', dropzone({ maxFiles: 1 }, 0))])
  assert.equal(serviceOf(form).facts.get('answer.yourLease')!.optional, true)
})

test('several files are a list of them', () => {
  const form = asking([field('ClientSideFileUploadField', 'f', 'Your plans', dropzone({ maxFiles: 3 }))])
  const { type, rules, item = [] } = serviceOf(form).facts.get('answer.yourPlans')!
  assert.deepEqual([type, rules, item[0]?.type, item[0]?.label], ['list', { maxItems: 3 }, 'file', { en: 'File' }])
})

test('a question of a kind nobody has heard of is listed as lost', () => {
  for (const kind of ['HologramField', 'constructor', '__proto__']) {
    const [lost] = bring(asking([field(kind, 'f', 'Wave')])).listed
    assert.deepEqual([lost?.what, lost?.loses], [`“Wave”, a ${kind}`, 'question'])
  }
})

test('a page nothing leads to and a way that leads nowhere are listed', () => {
  const pages = [
    ...grant.pages.map(one => (one.path === '/rent' ? { ...one, next: [go('/gone'), go('/money')] } : one)),
    page('/lost', []),
  ]
  assert.deepEqual(
    bring({ ...grant, pages }).listed.map(({ what }) => what),
    ['the page “lost”', 'a way to “/gone”'],
  )
})

test('a branch on words typed freely is refused: it cannot be said yet', () => {
  const pages = grant.pages.map(one => (one.path === '/plan' ? { ...one, next: [go('/lease', 'renter'), go('/summary')] } : one))
  const form = {
    ...grant,
    pages: [...pages, page('/lease', [field('TextField', 'until', 'Until when?')], [go('/summary')])],
    conditions: [...grant.conditions, when('renter', ['landlord', 'is', 'nobody'])],
  }
  assert.throws(() => bring(form), /cannot be said of a text question yet/)
})

test('Welsh words are said to be Welsh, whether the form says so or not', () => {
  const welsh = {
    ...grant,
    name: 'Gwneud cais am gyllid i’ch sefydliad',
    pages: asking([field('TextField', 'landlord', 'Ydych chi yn gwybod pwy yw perchennog eich neuadd?')]).pages,
  }
  assert.equal(bring({ ...welsh, metadata: { isWelsh: true } }).language, 'cy')
  const own = [
    page('/enw', [field('TextField', 'n', 'Rhowch enw eich sefydliad')], []),
    page('/summary', [], [], { controller: './pages/summary.js' }),
  ]
  const form = { startPage: '/enw', pages: own }
  assert.equal(bring(form).language, 'cy')
  assert.deepEqual(serviceOf(form).languages, ['cy'])
})

const refused: readonly [what: string, text: string, sentence: RegExp][] = [
  ['what is not JSON', '{ pages', /^This file is not JSON: .* Bring the \.json file the form designer exports\.$/],
  [
    'JSON of another kind',
    '{"name":"portico"}',
    /^This is no form-runner definition: it must have required property 'startPage'/,
  ],
  ['a list', '[]', /^This is no form-runner definition: it must be object/],
  ['a form without pages', '{"startPage":"/a","pages":[]}', /“pages” must NOT have fewer than 1 items/],
  ['a form that starts nowhere', JSON.stringify({ ...grant, startPage: '/x' }), /starts at “\/x”, and there is no such page/],
  [
    'a form with one path twice',
    JSON.stringify({ ...grant, pages: [...grant.pages, grant.pages[0]] }),
    /Two pages of this form have the path “\/start”/,
  ],
  [
    'pages that lead in a circle',
    JSON.stringify(changedPages(one => (one.path === '/plan' ? { ...one, next: [go('/kind')] } : one))),
    /lead in a circle: \/kind → \/hall → .* → \/plan → \/kind/,
  ],
  [
    'a condition nobody defined',
    JSON.stringify({ ...grant, conditions: [] }),
    /branches on a condition “company” that it does not define/,
  ],
  [
    'a condition written as code',
    JSON.stringify({ ...grant, conditions: grant.conditions.map(one => ({ ...one, value: 'process.exit(1)' })) }),
    /is written as code, which an import never runs/,
  ],
  [
    'a condition that refers to itself',
    JSON.stringify({
      ...grant,
      conditions: grant.conditions.map(one => ({ ...one, value: { conditions: [{ conditionName: one.name }] } })),
    }),
    /The condition “company” refers to itself/,
  ],
  [
    'a form that asks nothing',
    JSON.stringify({ startPage: '/a', pages: [page('/a', [])] }),
    /^This form asks nothing, so there is nothing to import\.$/,
  ],
]

for (const [what, text, sentence] of refused)
  test(`${what} is refused with a sentence that says what to do`, () => {
    assert.throws(
      () => importXgov({ text, file: 'x.json', owner: 'municipality' }),
      (error: Error) => error instanceof ImportFault && sentence.test(error.message),
    )
  })

test('whatever a title, name or option holds, the service file stays whole and clean', () => {
  const nasty = [
    ...[
      '__proto__',
      'constructor',
      '<script>alert(1)</script>Name',
      'a: b # c',
      '"quoted" \\ and more',
      '- [ ] {',
      '\u0000\u202ex',
    ],
    ...[
      '## heading',
      'and',
      'true',
      '2nd answer',
      '!!js/function x',
      '*alias',
      'été Ŵŷ',
      '日本',
      '',
      '  ',
      'x'.repeat(300),
      'a\nservice: other',
    ],
  ]
  for (const text of nasty) {
    const form = {
      ...grant,
      name: text,
      lists: [
        {
          name: 'kinds',
          items: [
            { text: `${text} 1`, value: `${text}1` },
            { text: `${text} 2`, value: text || 'none' },
          ],
        },
      ],
      conditions: [
        when('company', ['kind', 'is', text || 'none']),
        ...grant.conditions.filter(({ name }) => !['company', 'large'].includes(name)),
        when('large', ['own', 'is', 'true']),
      ],
      pages: grant.pages.map(one => ({
        ...one,
        title: text,
        components: one.components.map(part => ({ ...part, title: text, hint: text })),
      })),
    }
    const brought = serviceOf(form)
    assert.equal(brought.id, 'village-hall')
    assert.doesNotMatch(JSON.stringify([...brought.facts.values()]), /<script|\p{Cc}|\u202e/u)
  }
})

test('a question that two pages ask of everybody is asked on the first of them, and the list says so', () => {
  const [, kind] = grant.pages
  const toHall = { ...kind!, next: [go('/hall')] }
  const twice = {
    ...grant,
    pages: grant.pages.map(one =>
      one === kind ? toHall : one.path === '/hall' ? { ...one, components: kind!.components } : one,
    ),
  }
  const met = serviceOf(twice).pages.filter(({ facts }) => facts.some(({ name }) => name.startsWith('answer.whatKind')))
  assert.deepEqual(
    met.map(({ id }) => id),
    ['kind'],
  )
  assert.deepEqual(
    bring(twice).listed.filter(({ where, what }) => where === '/hall' && what.includes('question')),
    [
      {
        where: '/hall',
        what: 'the question “kind”',
        why: 'a page before it asks the same, and the answer stands',
        loses: 'detail',
      },
    ],
  )
})

test('a definition mangled anywhere is either refused with a sentence or brought without a fault', () => {
  const places = placesIn(grant)
  const wrong = fc.constantFrom<unknown>(null, '', 'x', 0, -1, 1e9, true, [], {}, [null], '/hall', 'kind', '<b>x</b>')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...places), wrong), { minLength: 1, maxLength: 3 }), changes => {
      const form = structuredClone(grant)
      for (const [path, value] of changes) put(form, path, structuredClone(value))
      try {
        serviceOf(form)
      } catch (error) {
        if (!(error instanceof ImportFault)) throw error
      }
    }),
    { numRuns: 300 },
  )
})

type Place = readonly (string | number)[]

function placesIn(value: unknown, path: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [...(path.length > 0 ? [path] : []), ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

function put(form: unknown, path: Place, value: unknown): void {
  const holder = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], form)
  if (typeof holder === 'object' && holder !== null) (holder as Record<string, unknown>)[path.at(-1)!] = value
}
