import type { Vocabulary } from '../feel/vocabulary.ts'
import type { Work } from '../load/work.ts'
import type { Service } from '../service.ts'
import { findEligibleMistakes } from './eligible-mistakes.ts'
import { judgedOf } from './judge.ts'
import { findPageMistakes } from './page-mistakes.ts'
import { findPromiseMistakes } from './promise-mistakes.ts'
import { findRuleMistakes } from './rule-mistakes.ts'

/** Looks through the conditions of a service without a fault for what no answers can ever come to. */
export function findMistakes(work: Work, service: Service, words: Vocabulary): void {
  const judged = judgedOf(service, words)
  const isReached = findPageMistakes(work, judged)
  const isPossible = findEligibleMistakes(work, judged) && isReached
  findRuleMistakes(work, { ...judged, isPossible })
  findPromiseMistakes(work, judged)
}
