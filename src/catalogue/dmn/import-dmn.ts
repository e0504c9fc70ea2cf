import { ImportFault, type Unsaid } from '../import/import-fault.ts'
import { kebab } from '../import/names.ts'
import { WORDS } from '../import/words.ts'
import { writeService } from '../import/write-service.ts'
import type { ServiceFile } from '../schema/service-file.ts'
import type { DecisionNode, Model } from './model.ts'
import { readModel } from './read-model.ts'
import { type Asked, sayInputs } from './say-inputs.ts'
import { type SaidTable, sayTable } from './say-table.ts'
import { typeFinder } from './type.ts'

/** What to import, and what a model does not say. */
export interface ImportingModel {
  /** The DMN file's XML. */
  readonly text: string
  /** Its file's name, said in the service file's first lines. */
  readonly file: string
  /** Agency that answers for the service. */
  readonly owner: string
  /** The service's id; made from the file's name when absent. */
  readonly id?: string
}

export interface ImportedModel {
  readonly id: string
  readonly language: 'en'
  /** The service file, ready to be checked. */
  readonly yaml: string
  /** Everything that is not said, or said otherwise. */
  readonly listed: readonly Unsaid[]
}

/**
 * Turns a published DMN model into a service file that asks its input data and works out its last decision. A model does not
 * say what is a grant, so every rule goes to an officer with the values it gives, until a policy person says more.
 * Pure, and runs nothing in the file. @throws {ImportFault} when it is no such model, or asks nothing
 */
export function importDmn({ text, file, owner, id }: ImportingModel): ImportedModel {
  const read = readModel(text)
  if ('fault' in read) throw new ImportFault(`${file}:${read.fault.line} ${read.fault.message}`)
  const { model } = read
  const asked = sayInputs(model, typeFinder(model, new Map()))
  if (asked.facts.size === 0)
    throw new ImportFault('This model has no input data that can be asked, so there is nothing to import.')
  const last = lastDecision(model)
  const said = sayTable(last, model, asked)
  const listed = [...asked.unsaid, ...otherDecisions(model, last, said), ...said.unsaid]
  const service = kebab(id ?? file.replace(/^.*[/\\]/, '').replace(/\.(dmn|xml)$/i, ''), 'model')
  const content = serviceFile({ model, asked, said, last }, { service, owner })
  return { id: service, language: 'en', listed, yaml: writeService(content, { file, listed, from: 'DMN model' }) }
}

/** The decision no other stands on; the last of them when there are several, those with a table before others. */
function lastDecision({ nodes }: Model): DecisionNode {
  const decisions = [...nodes.values()].filter(node => node.kind === 'decision')
  const needed = new Set(decisions.flatMap(({ requires }) => requires.map(href => href.replace(/^.*#/, ''))))
  const tops = decisions.filter(({ id }) => !needed.has(id))
  const last = tops.findLast(({ logic }) => logic?.kind === 'table') ?? tops.at(-1) ?? decisions.at(-1)
  if (!last) throw new ImportFault('This model decides nothing, so there is nothing to import.')
  return last
}

function otherDecisions({ nodes }: Model, last: DecisionNode, { used }: SaidTable): Unsaid[] {
  const others = [...nodes.values()].filter(node => node.kind !== 'input' && node !== last && !used.has(node))
  return others.map(({ kind, name }) => ({
    where: name,
    what: kind === 'decision' ? 'a decision' : kind === 'service' ? 'a decision service' : 'a business knowledge model',
    why: 'the last decision does not lean on it in a way that can be said in one table',
    loses: 'detail',
  }))
}

interface Content {
  readonly model: Model
  readonly asked: Asked
  readonly said: SaidTable
  readonly last: DecisionNode
}

function serviceFile({ model, asked, said, last }: Content, { service, owner }: { service: string; owner: string }): ServiceFile {
  const words = WORDS.en
  const name = { en: (model.name || last.name).slice(0, 200) }
  return {
    service,
    version: 1,
    languages: ['en'],
    name,
    summary: { en: `Answers for the decision “${last.name}”` },
    facts: Object.fromEntries(asked.facts),
    direction: { owner, for: 'either' },
    design: { pages: [{ page: 'questions', title: { en: words.questions }, facts: [...asked.facts.keys()] }] },
    development: { reasons: { 'officer-decides': { en: words.officer }, ...said.reasons }, decide: said.decide },
    delivery: {
      channels: ['web', 'phone', 'counter'],
      identity: 'substantial',
      'decide-within': '20 working days',
      clock: { 'pauses-while': ['waiting-on-person'] },
      messages: { received: { en: words.received }, granted: { en: words.granted }, refused: { en: words.refused } },
      'ask-afterwards': ['ease'],
    },
  }
}
