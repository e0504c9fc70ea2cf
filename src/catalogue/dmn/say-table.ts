import type { HitPolicy } from '../hit-policy.ts'
import type { Unsaid } from '../import/import-fault.ts'
import { camelCase, namesGiver } from '../import/names.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import { feel, NOTHING } from './feel.ts'
import type { DecisionNode, Model, Node, Table, TableRule } from './model.ts'
import { type Saying, sayExpression, sayTest, Unsayable } from './say-feel.ts'
import type { Asked } from './say-inputs.ts'

type Decide = ServiceFile['development']['decide']
type Rule = Decide['rules'][number]

/** A decision as a service file's table; where it cannot be said, an officer decides. */
export interface SaidTable {
  readonly decide: Decide
  readonly reasons: Readonly<Record<string, { en: string }>>
  readonly unsaid: readonly Unsaid[]
  /** Decisions whose expressions stand inside the table's own. */
  readonly used: ReadonlySet<Node>
}

/** Says the last decision's table in the facts' names. */
export function sayTable(decision: DecisionNode, model: Model, asked: Asked): SaidTable {
  const used = new Set<Node>()
  try {
    return { ...tableOf(asTable(decision), { model, asked, decision, used }), used }
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error
    const unsaid: Unsaid = { where: decision.name, what: 'its rules', why: error.message, loses: 'detail' }
    return { decide: { hit: 'first', rules: [OFFICER] }, reasons: {}, unsaid: [unsaid], used: new Set() }
  }
}

const OFFICER: Rule = { then: 'officer', because: 'officer-decides' }

/** One expression is a table of one rule that always holds. @throws {Unsayable} for any other logic but a table */
function asTable({ logic }: DecisionNode): Table {
  if (logic?.kind === 'table') return logic
  if (logic?.kind !== 'literal') throw new Unsayable('it is neither a decision table nor one expression')
  return { kind: 'table', policy: 'first', inputs: [], outputs: [{}], rules: [{ tests: [], outputs: [logic.text] }] }
}

function tableOf(table: Table, saying: Saying): Omit<SaidTable, 'used'> {
  if (table.policy === 'collect' || table.policy === 'rule order' || table.policy === 'output order')
    throw new Unsayable(`its hit policy is “${table.policy}”, and a service has one outcome`)
  const isDefaulted = table.outputs.some(({ otherwise }) => otherwise)
  const otherwise: TableRule = { tests: [], outputs: table.outputs.map(each => each.otherwise ?? 'null') }
  const ordered = table.policy === 'priority' ? byPriority(table) : [...table.rules]
  const all = (isDefaulted ? [...ordered, otherwise] : ordered).map((rule, at) => sayRule(table, rule, { saying, at }))
  const hit = table.policy === 'unique' && !isDefaulted ? 'unique' : 'first'
  const rules = hit === 'first' ? reached(all) : all
  return {
    decide: { hit, rules: rules.map(({ rule }) => rule) },
    reasons: Object.fromEntries(rules.map(({ reason, words }) => [reason, { en: words }])),
    unsaid: saidOtherwise(table.policy, saying.decision.name),
  }
}

/** Under first, nothing is reached after a rule that always holds. */
function reached<R extends { rule: Rule }>(rules: R[]): R[] {
  const always = rules.findIndex(({ rule }) => rule.if === undefined)
  return always < 0 ? rules : rules.slice(0, always + 1)
}

function saidOtherwise(policy: HitPolicy, where: string): Unsaid[] {
  if (policy === 'any')
    return [{ where, what: 'the hit policy any', why: 'said as first: rules that agree come to the same', loses: 'detail' }]
  if (policy === 'priority')
    return [
      {
        where,
        what: 'the hit policy priority',
        why: 'said as first, its rules put in the order of their outputs',
        loses: 'detail',
      },
    ]
  return []
}

function sayRule(table: Table, { tests, outputs }: TableRule, { saying, at }: { saying: Saying; at: number }) {
  const give = namesGiver()
  const conditions = tests.flatMap((test, column) => sayTest(table.inputs[column]?.expression ?? '', test, saying) ?? [])
  const values = table.outputs.map(({ name }, column) => {
    const value = outputs[column] || 'null'
    return [give(camelCase(name ?? 'result', 'result')), sayExpression(value, saying)] as const
  })
  const reason = `rule-${at + 1}`
  const rule: Rule = {
    ...(conditions.length > 0 && { if: conditions.join(' and ') }),
    then: 'officer',
    because: reason,
    ...Object.fromEntries(values),
  }
  const shown = outputs.filter(Boolean).join(', ').slice(0, 200)
  return { rule, reason, words: `${saying.decision.name}: ${shown}` }
}

/** Rules in the order of what they give, the highest priority first. @throws {Unsayable} for outputs that are worked out */
function byPriority({ rules, outputs }: Table): TableRule[] {
  const listed = outputs.map(({ allowed }) => (allowed === undefined ? [] : feel(`[${allowed}]`, NOTHING)))
  const placeOf = (rule: TableRule, column: number) => {
    const [values, value] = [listed[column], feel(rule.outputs[column] ?? '', NOTHING)]
    if (!Array.isArray(values)) throw new Unsayable('the order of its outputs cannot be read')
    const place = values.indexOf(value)
    return place < 0 ? values.length : place
  }
  return rules.toSorted((a, b) => outputs.map((_, column) => placeOf(a, column) - placeOf(b, column)).find(by => by !== 0) ?? 0)
}
