import type { FactShape } from '../schema/facts-file.ts'
import { plainText } from './clean-text.ts'
import { camelCase, namesGiver } from './names.ts'
import { scaleOf } from './question-rules.ts'
import type { Askable } from './read-condition.ts'
import type { Speaking } from './say-formula.ts'
import type { SaidPage } from './say-page.ts'
import { isRequired, optionValue } from './say-question.ts'
import type { XgovForm, XgovPage } from './xgov-form.ts'

/** One question of the form, wherever it is asked, and the fact it becomes. */
export interface NamedFact extends Askable {
  /** `answer.doYouOwnTheAsset` */
  readonly name: string
  readonly shape: FactShape
  readonly isRequired: boolean
}

/** The facts of a form by the names of their components: one each, however many pages ask it. */
export type NamedFacts = ReadonlyMap<string, NamedFact>

const ENTITY = 'answer'

export function nameFacts(form: XgovForm, said: ReadonlyMap<XgovPage, SaidPage>): NamedFacts {
  const unique = namesGiver()
  const facts = new Map<string, NamedFact>()
  for (const page of form.pages)
    for (const { component, shape } of said.get(page)!.questions) {
      const { name: key = '', title = '' } = component
      if (facts.has(key)) continue
      facts.set(key, {
        name: `${ENTITY}.${unique(camelCase(plainText(title) || said.get(page)!.title, 'question'))}`,
        shape,
        type: shape.type,
        options: (shape.options ?? []).map(({ value }) => value),
        scale: scaleOf(component),
        isRequired: isRequired(component),
      })
    }
  return facts
}

/** How conditions speak of these facts. */
export function speakingOf(facts: NamedFacts): Speaking {
  return {
    factOf: field => facts.get(field)!.name,
    optionOf: (_, value) => optionValue(value),
    isYesNo: field => facts.get(field)!.type === 'yes-no',
  }
}
