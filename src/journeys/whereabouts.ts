import type { Definition } from './definition.ts'
import type { Draft } from './draft.ts'
import { firstOpen, type Step, stepsOf } from './steps.ts'

/** What comes next in a journey: choose services, ask registers, confirm what they told, answer a page, check and send. */
export type Whereabouts =
  | { readonly at: 'services' | 'registers' | 'known' | 'check' }
  | { readonly at: 'page'; readonly step: Step }
  | { readonly at: 'sent' }

/** Where the person should go on. */
export function whereabouts(definition: Definition, draft: Draft, on: string): Whereabouts {
  if (draft.sentAt) return { at: 'sent' }
  if (needsChoice(definition, draft)) return { at: 'services' }
  if (definition.know.some(lookup => !draft.lookups[lookup.from])) return { at: 'registers' }
  if (!draft.confirmed && Object.keys(draft.lookups).length > 0) return { at: 'known' }
  const steps = stepsOf(definition, draft, on)
  const step = opening(steps, draft) ?? firstOpen(steps, draft, on)
  return step ? { at: 'page', step } : { at: 'check' }
}

/** The page that only informs and stands before all questions: whoever has just begun reads it first. */
function opening([first]: readonly Step[], { startedAt }: Pick<Draft, 'startedAt'>): Step | undefined {
  return !startedAt && first?.page.facts.length === 0 ? first : undefined
}

/** Not chosen yet, or something was chosen that has been withdrawn since. */
export function needsChoice({ lifeEvent, services }: Definition, { chosen }: Pick<Draft, 'chosen'>): boolean {
  if (!lifeEvent?.services.some(part => part.optional)) return false
  return chosen === null || chosen.some(id => !services.some(service => service.id === id))
}

/** The address of a place in a journey. */
export function addressOf(id: string, place: Whereabouts): string {
  if (place.at === 'page') return `/journeys/${id}/pages/${place.step.id}`
  return place.at === 'sent' ? `/journeys/${id}` : `/journeys/${id}/${place.at}`
}
