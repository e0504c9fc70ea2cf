import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { importDmn } from './import-dmn.ts'
import { readModel } from './read-model.ts'
import { running } from './run-model.ts'
import { dmn, literal } from './testing/dmn-text.ts'
import { readXml } from './xml.ts'

const sound = dmn(`<inputData id="i" name="age"><variable name="age" typeRef="number"/></inputData>
  <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues><text>[0..120]</text></allowedValues></itemDefinition>
  <decision id="d" name="grown up"><variable name="grown up" typeRef="boolean"/><informationRequirement><requiredInput href="#i"/></informationRequirement>
  <decisionTable hitPolicy="FIRST"><input><inputExpression><text>age</text></inputExpression></input><output/>
  <rule><inputEntry><text>&gt;= 18</text></inputEntry><outputEntry><text>true</text></outputEntry></rule>
  <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>false</text></outputEntry></rule></decisionTable></decision>
  <decision id="e" name="other"><context><contextEntry><variable name="a"/>${literal('[1, 2][item > 1]')}</contextEntry></context></decision>`)

const faultOf = (text: string) => {
  const read = readModel(text)
  return 'fault' in read ? read.fault.message : 'none'
}

test('a document type is refused, so no entity can grow or fetch a file', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${sound.slice(sound.indexOf('<definitions'))}`
  assert.match(faultOf(bomb), /declares a document type/)
  assert.match(faultOf(sound.replace('&gt;', '&nobody;')), /not well-formed/)
})

test('what is not DMN is said to be so', () => {
  assert.match(faultOf('<html xmlns="http://www.w3.org/1999/xhtml"/>'), /no DMN file/)
  assert.match(faultOf('{}'), /not well-formed/)
  assert.match(faultOf(''), /not well-formed/)
})

test('a fault says the line it stands at', () => {
  const read = readXml('<a>\n<b>\n</c>\n</a>')
  assert.equal('fault' in read && read.fault.line, 3)
})

test('a file too long or too deep is refused at once', () => {
  assert.match(faultOf(`${sound}${' '.repeat(5_000_000)}`), /longer than five million/)
  assert.match(faultOf(`${'<a>'.repeat(100_000)}`), /200 deep/)
})

test('no file, however mangled, crashes or hangs the reader or the engine', () => {
  const mangled = fc
    .tuple(fc.nat(sound.length), fc.nat(60), fc.string({ unit: 'binary', maxLength: 30 }))
    .map(([at, cut, put]) => sound.slice(0, at) + put + sound.slice(at + cut))
  fc.assert(
    fc.property(mangled, text => {
      const read = readModel(text)
      if ('fault' in read) return assert.ok(read.fault.message.length > 10 && read.fault.line >= 1)
      const model = running(read.model)
      for (const { name } of read.model.nodes.values()) model.decision(name, [{ name: 'age', value: 20 }])
    }),
    { numRuns: 300 },
  )
})

test('FEEL of any kind in a cell comes to a value or to null', () => {
  const tokens = [
    'age',
    '1',
    '"a"',
    '+',
    '-',
    '(',
    ')',
    '[',
    ']',
    '..',
    'in',
    'if',
    'then',
    'else',
    'for',
    'x',
    'return',
    '{',
    ':',
    '}',
    ',',
    '@"P1D"',
    '?',
    'not(',
    '<',
    '=',
    'and',
    'null',
    'date(',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 12 }), words => {
      const read = readModel(
        sound
          .replace('[1, 2][item &gt; 1]', words.join(' ').replaceAll('<', '&lt;'))
          .replace('&gt;= 18', words.join(' ').replaceAll('<', '&lt;')),
      )
      assert.ok('model' in read)
      assert.doesNotThrow(() => running(read.model).decision('grown up', [{ name: 'age', value: 20 }]))
      assert.doesNotThrow(() => running(read.model).decision('other', []))
    }),
    { numRuns: 200 },
  )
})

test('types and decisions that double at every step neither hang nor crash the engine or the import', () => {
  const steps = Array.from({ length: 60 }, (_, at) => at)
  const types = steps.map(at => {
    const field = (name: string) => `<itemComponent name="${name}"><typeRef>t${at + 1}</typeRef></itemComponent>`
    return `<itemDefinition name="t${at}">${field('a')}${field('b')}</itemDefinition>`
  })
  const ring =
    '<itemDefinition name="r"><typeRef>r</typeRef></itemDefinition><itemDefinition name="tree"><itemComponent name="left"><typeRef>tree</typeRef></itemComponent></itemDefinition>'
  const needs = (at: number) => `<informationRequirement><requiredDecision href="#d${at}"/></informationRequirement>`
  const decisions = steps.map(
    at =>
      `<decision id="d${at}" name="d${at}"><variable name="d${at}"/>${at > 0 ? needs(at - 1) + literal(`d${at - 1} + d${at - 1}`) : literal('i + 1')}</decision>`,
  )
  const input = (type: string) => `<inputData id="i" name="i"><variable name="i" typeRef="${type}"/></inputData>`
  const wide = dmn(`${ring}${types.join('')}${input('t0')}${decisions.join('')}`)
  const read = readModel(wide)
  assert.ok('model' in read)
  assert.equal(running(read.model).decision('d59', [{ name: 'i', value: 1 }]), null)
  assert.throws(() => importDmn({ text: wide, file: 'wide.dmn', owner: 'o' }), /more than 500 answers/)
  for (const type of ['r', 'number'])
    importDmn({ text: wide.replace('typeRef="t0"', `typeRef="${type}"`), file: 'wide.dmn', owner: 'o' })
})

test('decisions thousands deep come to null, not to a crash', () => {
  const deep = Array.from(
    { length: 5000 },
    (_, at) =>
      `<decision id="d${at}" name="d${at}"><informationRequirement><requiredDecision href="#d${at + 1}"/></informationRequirement>${literal(`d${at + 1}`)}</decision>`,
  )
  const read = readModel(dmn(deep.join('')))
  assert.ok('model' in read)
  assert.equal(running(read.model).decision('d0', []), null)
})
