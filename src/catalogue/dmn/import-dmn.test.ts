import assert from 'node:assert/strict'
import test from 'node:test'
import { ImportFault } from '../import/import-fault.ts'
import { checkServiceText, loadCatalogue } from '../load-catalogue.ts'
import { importDmn } from './import-dmn.ts'
import { dmn, escaped, literal } from './testing/dmn-text.ts'

const fairhaven = await loadCatalogue(new URL('../../../', import.meta.url).pathname)
const brought = (text: string) => importDmn({ text, file: 'loan.dmn', owner: 'municipality' })
const faults = (text: string) => {
  const { id, yaml } = brought(text)
  return checkServiceText(fairhaven, { file: `services/${id}.yaml`, text: yaml }).faults
}

const rule = (tests: string[], output: string) =>
  `<rule>${tests.map(each => `<inputEntry><text>${escaped(each)}</text></inputEntry>`).join('')}<outputEntry><text>${escaped(output)}</text></outputEntry></rule>`
const loan = (policy: string) =>
  dmn(
    `<itemDefinition name="tApplicant"><itemComponent name="Monthly Income"><typeRef>number</typeRef></itemComponent>
      <itemComponent name="employment"><typeRef>string</typeRef><allowedValues><text>"employed", "student"</text></allowedValues></itemComponent>
      <itemComponent name="debts" isCollection="true"><typeRef>number</typeRef></itemComponent></itemDefinition>
    <inputData id="a" name="The Applicant"><variable name="The Applicant" typeRef="tApplicant"/></inputData>
    <inputData id="h" name="owns a home"><variable name="owns a home" typeRef="boolean"/></inputData>
    <decision id="y" name="Yearly"><variable name="Yearly"/><informationRequirement><requiredInput href="#a"/></informationRequirement>${literal('The Applicant.Monthly Income * 12')}</decision>
    <decision id="d" name="Routing"><variable name="Routing"/><informationRequirement><requiredDecision href="#y"/></informationRequirement>
      <decisionTable hitPolicy="${policy}"><input><inputExpression><text>Yearly</text></inputExpression></input><input><inputExpression><text>The Applicant.employment</text></inputExpression></input>
      <input><inputExpression><text>owns a home</text></inputExpression></input><output name="Next step"><outputValues><text>"decline", "accept"</text></outputValues></output>
      ${rule(['>= 12000', 'not("student")', '-'], '"accept"')}${rule(['< 12000', '-', 'false'], '"decline"')}</decisionTable></decision>`,
    'Loan routing',
  )

test('a model becomes a service that asks its inputs and works out its last decision', () => {
  const { id, yaml, listed } = brought(loan('UNIQUE'))
  assert.equal(id, 'loan')
  assert.match(yaml, /request\.theApplicantMonthlyIncome/)
  assert.match(
    yaml,
    /\(request\.theApplicantMonthlyIncome \* 12\) in \(>= 12000\) and not\(request\.theApplicantEmployment in \("student"\)\)/,
  )
  assert.match(yaml, /request\.ownsAHome = false/)
  assert.deepEqual(
    listed.map(({ where, loses }) => [where, loses]),
    [['The Applicant.debts', 'question']],
  )
})

test('what comes out is a service file without faults', () => {
  for (const policy of ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'COLLECT']) assert.deepEqual(faults(loan(policy)), [], policy)
})

test('nothing imported grants or refuses before a policy person says so', () => {
  assert.doesNotMatch(brought(loan('UNIQUE')).yaml, /then: (grant|refuse)/)
})

test('priority is said by the order of the rules, and several answers are for an officer', () => {
  const { yaml } = brought(loan('PRIORITY'))
  assert.ok(yaml.indexOf('nextStep: \'"decline"\'') < yaml.indexOf('nextStep: \'"accept"\''))
  assert.match(
    brought(loan('COLLECT'))
      .listed.map(({ why }) => why)
      .join(),
    /a service has one outcome/,
  )
})

test('a file that is no model, and a model that asks nothing, say so', () => {
  assert.throws(() => brought('<html/>'), ImportFault)
  assert.throws(() => brought(dmn(`<decision id="d" name="d">${literal('1')}</decision>`)), /nothing to import/)
})
