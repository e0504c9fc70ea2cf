import assert from 'node:assert/strict'
import test from 'node:test'
import { dmn, literal, modelOf } from './testing/dmn-text.ts'

const needs = (kind: string, ...hrefs: string[]) => {
  const requirement = kind === 'Knowledge' ? 'knowledgeRequirement' : 'informationRequirement'
  return hrefs.map(href => `<${requirement}><required${kind} href="${href}"/></${requirement}>`).join('')
}
const input = (name: string, type = '') =>
  `<inputData id="${name}" name="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/></inputData>`
const decision = (name: string, inside: string) =>
  `<decision id="${name}" name="${name}"><variable name="${name}"/>${inside}</decision>`

test('decisions stand on inputs, on other decisions and on knowledge', () => {
  const model = modelOf(
    dmn(`${input('income', 'number')}
      <businessKnowledgeModel id="tax" name="tax"><encapsulatedLogic><formalParameter name="of"/>${literal('of / 10')}</encapsulatedLogic></businessKnowledgeModel>
      ${decision('net', needs('Input', '#income') + needs('Knowledge', '#tax') + literal('income - tax(income)'))}
      ${decision('enough', needs('Decision', '#net') + literal('net >= 900'))}`),
  )
  assert.equal(model.decision('enough', [{ name: 'income', value: 1000 }]), true)
  assert.equal(model.decision('enough', [{ name: 'income', value: 'a lot' }]), null)
  assert.equal(model.knowledge('tax', [{ name: 'of', value: 50 }]), 5)
  assert.equal(model.decision('no such decision', []), null)
})

test('a decision service takes input decisions in place of working them out', () => {
  const model = modelOf(
    dmn(`${decision('base', literal('1'))}${decision('top', needs('Decision', '#base') + literal('base + 1'))}
      <decisionService id="s" name="served"><outputDecision href="#top"/><inputDecision href="#base"/></decisionService>
      ${decision('calls it', needs('Knowledge', '#s') + literal('served(10)'))}`),
  )
  assert.equal(model.decision('top', []), 2)
  assert.equal(model.service('served', [{ name: 'base', value: 10 }]), 11)
  assert.equal(model.decision('calls it', []), 11)
})

test('what stands in an imported model is reached under the import’s name, its types too', () => {
  const rates = dmn(
    `<itemDefinition name="tRate"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>${decision('rate', literal('0.2'))}`,
    'rates',
  )
  const main = dmn(`<import name="r" namespace="https://example/rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
    ${input('own', 'r.tRate')}${decision('sum', needs('Decision', 'https://example/rates#rate') + needs('Input', '#own') + literal('r.rate + own'))}`)
  assert.equal(modelOf(main, rates).decision('sum', [{ name: 'own', value: 0.1 }]), 0.3)
  assert.equal(modelOf(main, rates).decision('sum', [{ name: 'own', value: 2 }]), null)
})

test('a decision that needs itself has no value, and does not run for ever', () => {
  const model = modelOf(
    dmn(decision('a', needs('Decision', '#b') + literal('b')) + decision('b', needs('Decision', '#a') + literal('a'))),
  )
  assert.equal(model.decision('a', []), null)
})

test('a function may call itself, and one that would never end is null', () => {
  const recursive = (body: string) =>
    modelOf(
      dmn(
        `<businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n"/>${literal(body)}</encapsulatedLogic>${needs('Knowledge', '#f')}</businessKnowledgeModel>`,
      ),
    ).knowledge('f', [{ name: 'n', value: 20 }])
  assert.equal(recursive('if n <= 1 then 1 else n * f(n - 1)'), 2432902008176640000)
  assert.equal(recursive('f(n + 1)'), null)
  assert.equal(recursive('if n = 0 then 0 else f(n - 1) + f(n - 1)'), null)
})

test('types turn a list of one into its member and a single value into a list; anything else that does not fit is null', () => {
  const model = modelOf(
    dmn(`<itemDefinition name="tList" isCollection="true"><typeRef>number</typeRef></itemDefinition>
      <itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent></itemDefinition>
      ${['number', 'tList', 'tPerson', 'dateTime'].map(type => input(`as ${type}`, type) + decision(`is ${type}`, needs('Input', `#as ${type}`) + literal(`as ${type}`))).join('')}`),
  )
  const held = (type: string, value: unknown) => model.decision(`is ${type}`, [{ name: `as ${type}`, value }])
  assert.deepEqual([held('number', [7]), held('number', [7, 8]), held('number', '7')], [7, null, null])
  assert.deepEqual([held('tList', 7), held('tList', [7, 'x'])], [[7], null])
  assert.deepEqual([held('tPerson', { name: 'Bo', age: 7 }), held('tPerson', { age: 7 })], [{ name: 'Bo', age: 7 }, null])
})

test('running a model leaves what it was given as it was', () => {
  const given = [{ name: 'list', value: Object.freeze([Object.freeze({ a: 1 })]) }]
  const model = modelOf(dmn(input('list') + decision('more', needs('Input', '#list') + literal('append(list, { a: 2 })'))))
  assert.deepEqual(model.decision('more', given), [{ a: 1 }, { a: 2 }])
  assert.deepEqual(given, [{ name: 'list', value: [{ a: 1 }] }])
})
