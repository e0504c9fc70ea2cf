import { note, type Work, warn } from '../load/work.ts'
import { holdsTrue, isFalse, type Judged, never } from './judge.ts'
import { sayRanges } from './say-range.ts'
import { TOO_MANY } from './too-many.ts'

/** Eligibility rules that nobody, or everybody, passes. @returns whether anybody may be eligible at all, as far as can be told */
export function findEligibleMistakes(work: Work, judged: Judged): boolean {
  const { service, eligible, reading } = judged
  const path = (at: number) => ['development', 'eligible', at, 'if']
  const impossible = eligible.filter((condition, at) => {
    const ranges = sayRanges([condition], reading)
    const possible = ranges && ` Possible answers: ${ranges}.`
    const passed = never(judged, holdsTrue(condition))
    const failed = never(judged, [isFalse(condition)])
    if (passed === true)
      note(work, path(at), {
        message: `Nobody can ever meet “${service.eligible[at]!.id}”, so everybody would be refused.`,
        hint: `Change the condition: it must hold for those who may have the service.${possible}`,
      })
    else if (failed === true)
      warn(work, path(at), {
        message: `Everybody meets “${service.eligible[at]!.id}”: it can never refuse anyone.`,
        hint: `Change the condition, or take it out.${possible}`,
      })
    if (passed === 'unjudged' || failed === 'unjudged') warn(work, path(at), TOO_MANY, 'unjudged')
    return passed === true
  })
  if (impossible.length > 0) return false
  const together = never(judged, eligible.flatMap(holdsTrue))
  if (eligible.length > 1 && together === true)
    note(work, ['development', 'eligible'], {
      message: 'Nobody can ever be eligible: these conditions exclude one another.',
      hint: 'Each must hold for everyone who may have the service. Join alternatives with “or” in one condition.',
    })
  return together !== true
}
