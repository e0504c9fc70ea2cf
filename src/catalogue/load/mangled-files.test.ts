import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import test from 'node:test'
import fc from 'fast-check'
import { compileExpression } from '../feel/compile-expression.ts'
import { entitiesOf } from '../feel/vocabulary.ts'
import { type CatalogueFiles, checkCatalogue } from './check-catalogue.ts'
import { readSource } from './source-file.ts'

const root = new URL('../../../', import.meta.url)
const read = (name: string) => readFile(new URL(name, root), 'utf8')
const serviceNames = (await readdir(new URL('services/', root))).map(name => `services/${name}`)
const names = ['agencies.yaml', 'facts.yaml', 'registers.yaml', 'life-events/having-a-child.yaml', ...serviceNames]
const texts = new Map(await Promise.all(names.map(async name => [name, await read(name)] as const)))
const sources = new Map([...texts].map(([name, text]) => [name, readSource(name, text)]))

/** Fairhaven with one file put in another's place. */
function filesWith(name: string, text: string): CatalogueFiles {
  const one = (wanted: string) => (wanted === name ? readSource(name, text) : sources.get(wanted)!)
  return {
    agencies: one('agencies.yaml'),
    facts: one('facts.yaml'),
    registers: one('registers.yaml'),
    lifeEvents: [one('life-events/having-a-child.yaml')],
    services: serviceNames.map(one),
  }
}

const scraps = fc.constantFrom(
  '',
  'null',
  '[]',
  '{}',
  '~',
  ': ',
  '- ',
  '"',
  '*a',
  '&a ',
  '__proto__: {}',
  '\t',
  '-1',
  '.inf',
  '\0',
  '}',
  '|',
  '<<: *x',
)
const cut = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(30), scrap: scraps })

test('no file, however mangled, stops the checker or makes a fault without a place', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(cut, { minLength: 1, maxLength: 3 }), (name, cuts) => {
      const mangled = cuts.reduce((text, { at, length, scrap }) => {
        const from = Math.floor(at * text.length)
        return text.slice(0, from) + scrap + text.slice(from + length)
      }, texts.get(name)!)
      const { faults, warnings } = checkCatalogue(filesWith(name, mangled))
      for (const fault of [...faults, ...warnings])
        assert.ok(fault.line >= 1 && fault.column >= 1 && fault.message, JSON.stringify(fault))
    }),
    { numRuns: 60 },
  )
})

test('a file that opens more than it could ever close, or grows out of all bounds, is a fault', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x]',
    'b: &b [*a,*a,*a,*a,*a,*a,*a,*a]',
    'c: &c [*b,*b,*b,*b,*b,*b,*b,*b]',
    'd: [*c,*c,*c,*c,*c,*c,*c,*c]',
  ]
  for (const text of ['['.repeat(20_000), '{a: '.repeat(20_000), bomb.join('\n'), 'a'.repeat(1_000_001)])
    assert.ok(readSource('services/x.yaml', text).faults.length > 0, text.slice(0, 20))
})

const words =
  'applicant.bornOn,children,[,],(,),age,known,not,and,or,if,then,else,some,every,c,in,satisfies,for,return,count,=,<,"x",1,..,null,{,},:,function,today,between,date,-,instance of,?,item'
const scribble = fc
  .array(fc.constantFrom(...words.split(','), ','), { minLength: 1, maxLength: 12 })
  .map(tokens => tokens.join(' '))

test('no expression stops the checker, and one that compiles always has a value or null', () => {
  const { catalogue } = checkCatalogue(filesWith('', ''))
  const facts = catalogue!.facts
  const vocabulary = { facts, parameters: new Map(), entities: entitiesOf(facts.values()) }
  const scope = { answers: { applicant: { bornOn: '2000-01-01' }, children: [{ bornOn: '2020-01-01' }] }, on: '2026-11-21' }
  fc.assert(
    fc.property(scribble, source => {
      const compiled = compileExpression(source, vocabulary)
      if ('faults' in compiled) return compiled.faults.length > 0
      return compiled.expression.value(scope) !== undefined
    }),
    { numRuns: 1000 },
  )
})

const parts =
  'move.alone = true,move.on < today,count(move.others) > 5,known(move.on),age(move.on) > 3,move.on > date("2026-01-01"),move.alone'
const joined = fc.array(
  fc.tuple(fc.constantFrom(...parts.split(/,(?=\w)/)), fc.constantFrom(' and ', ' or ', ' and not(', ') or (')),
  {
    minLength: 1,
    maxLength: 14,
  },
)

test('no conditions, however they are joined, stop the search for what can never be', () => {
  const text = texts.get('services/move-home.yaml')!
  fc.assert(
    fc.property(joined, joined, fc.constantFrom('first', 'unique'), (one, other, hit) => {
      const [first, second] = [one, other].map(all => all.flat().slice(0, -1).join(''))
      const closed = (source: string) =>
        `'(${source}${')'.repeat(Math.max(0, source.split('(').length - source.split(')').length))})'`
      const changed = text
        .replace('hit: first', `hit: ${hit}`)
        .replace('if: move.alone = true', `if: ${closed(first!)}`)
        .replace('if: count(move.others) > 5', `if: ${closed(second!)}`)
      const { faults, warnings } = checkCatalogue(filesWith('services/move-home.yaml', changed))
      for (const { line, column, message } of [...faults, ...warnings]) assert.ok(line >= 1 && column >= 1 && message, changed)
    }),
    { seed: 7, numRuns: 60 },
  )
})
